'use client'

import { later } from '#components/shell/later.tsx'

export const EcsServerListLater = later(async () => (await import('./ecs-server-list.tsx')).EcsServerList)
