import { listPhoneServers } from '#lib/inventory/phone-servers.ts'
import { PhoneServerFilter } from '#lib/inventory/phone-server-filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/phone-servers', PhoneServerFilter, listPhoneServers)
