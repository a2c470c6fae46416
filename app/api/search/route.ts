import { route } from '#lib/route.ts'
import { search, SearchInput } from '#lib/search/search.ts'

export const GET = route('GET /api/search', SearchInput, search)
