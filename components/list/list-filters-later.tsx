'use client'

import { later } from '#components/shell/later.tsx'

/** For lists that are drawn on the server. */
export const ListFiltersLater = later(async () => (await import('./list-filters.tsx')).ListFilters)
