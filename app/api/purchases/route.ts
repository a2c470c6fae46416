import { NoQuestion, readPurchases } from '#lib/requests/purchases.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/purchases', NoQuestion, readPurchases)
