import { RequestId, showRequest } from '#lib/requests/show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/requests/[id]', RequestId, showRequest)
