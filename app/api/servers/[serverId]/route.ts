import { EcsServerId, showEcsServer } from '#lib/inventory/ecs-servers-show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/servers/[serverId]', EcsServerId, showEcsServer)
