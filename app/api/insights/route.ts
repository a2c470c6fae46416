import { InsightsFilter } from '#lib/insights/filter.ts'
import { readInsights } from '#lib/insights/read.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/insights', InsightsFilter, readInsights)
