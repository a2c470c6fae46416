import { OrderId, showOrder } from '#lib/orders/show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders/[orderId]', OrderId, showOrder)
