import { ReadLookup, readLookup } from '#lib/inventory/read-lookup.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/accounts/[accountId]/lookups/[kind]', ReadLookup, readLookup)
