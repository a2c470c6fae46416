import { listOrdersTogether } from '#lib/orders/list-together.ts'
import { AskedOrders } from '#lib/orders/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders', AskedOrders, listOrdersTogether)
