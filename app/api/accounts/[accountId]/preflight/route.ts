import { ReadPreflight, readPreflight } from '#lib/inventory/read-preflight.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/accounts/[accountId]/preflight', ReadPreflight, readPreflight)
