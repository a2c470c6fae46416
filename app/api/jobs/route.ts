import { listJobs } from '#lib/jobs/list.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { sizeField } from '#lib/page-window.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs', JobFilter.extend(sizeField), listJobs)
