import { ExpiringFilter } from '#lib/orders/expiring-filter.ts'
import { listExpiring } from '#lib/orders/expiring.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/expiring', ExpiringFilter, listExpiring)
