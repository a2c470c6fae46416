import { listEcsServers } from '#lib/inventory/ecs-servers.ts'
import { EcsServerFilter } from '#lib/inventory/ecs-servers-filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/servers', EcsServerFilter, listEcsServers)
