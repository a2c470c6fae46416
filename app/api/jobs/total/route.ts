import { countJobs } from '#lib/jobs/list.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs/total', JobFilter, countJobs)
