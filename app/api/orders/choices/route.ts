import { listOrderChoices, OrderChoices } from '#lib/orders/choices.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/orders/choices', OrderChoices, listOrderChoices)
