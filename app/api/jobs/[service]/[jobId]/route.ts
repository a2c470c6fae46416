import { JobId, showJob } from '#lib/jobs/show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs/[service]/[jobId]', JobId, showJob)
