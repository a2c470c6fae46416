import { ServerId, showPhoneServer } from '#lib/inventory/phone-server-show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/phone-servers/[serverId]', ServerId, showPhoneServer)
