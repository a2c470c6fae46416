import { listOrdersTogether } from '#lib/orders/list-together.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { sizeField } from '#lib/page-window.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders', OrderFilter.extend(sizeField), listOrdersTogether)
