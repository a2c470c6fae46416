import { route } from '#lib/route.ts'
import { readSearchWords, WordsOf } from '#lib/search/words.ts'

export const GET = route('GET /api/search/words', WordsOf, readSearchWords)
