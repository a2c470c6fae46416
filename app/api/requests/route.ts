import { listRequests } from '#lib/requests/list.ts'
import { RequestFilter } from '#lib/requests/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/requests', RequestFilter, listRequests)
