import { countOrdersTogether } from '#lib/orders/list-together.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders/total', OrderFilter, countOrdersTogether)
