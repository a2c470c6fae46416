import { readOverview } from '#lib/requests/overview.ts'
import { OverviewFilter } from '#lib/requests/overview-filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/overview', OverviewFilter, readOverview)
