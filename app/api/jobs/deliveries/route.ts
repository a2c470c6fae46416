import { DeliveriesFilter } from '#lib/jobs/filter.ts'
import { listDeliveries } from '#lib/jobs/deliveries.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs/deliveries', DeliveriesFilter, listDeliveries)
