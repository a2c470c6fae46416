import { ReadQuote, readQuote } from '#lib/quotes/read-quote.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/accounts/[accountId]/quote', ReadQuote, readQuote)
