import { listJobs } from '#lib/jobs/list.ts'
import { AskedJobs } from '#lib/jobs/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs', AskedJobs, listJobs)
