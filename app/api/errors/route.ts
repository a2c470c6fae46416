import { AskedCode, explainCode } from '#lib/error-book/explain.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/errors', AskedCode, explainCode)
