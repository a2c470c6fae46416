import { listOrders } from '#lib/orders/list.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders', OrderFilter, listOrders)
