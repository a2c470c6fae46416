'use client'

import { later } from '#components/shell/later.tsx'

export const EcsServerViewLater = later(async () => (await import('./ecs-server-view.tsx')).EcsServerView)
