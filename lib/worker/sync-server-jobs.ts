import { readCloudJob } from '../cloud/services/read-cloud-job.ts'
import { mirrorJobs } from './mirror-jobs.ts'
import type { JobEyes } from './sync-jobs.ts'

const askedMax = 50

/**
 * Jobs of the ECS service, which tells of one at a time (ecs.md §4). The list of servers, a page for two hundred of them,
 * says which are still at work: a job is asked for when its server is not, or is not known.
 */
export async function lookAtServerJobs({ deps, accountId, reads, jobs, signal }: JobEyes): Promise<void> {
  for (const { job_id: id } of jobs.filter((job) => !job.is_busy).slice(0, askedMax))
    await mirrorJobs(deps.db, accountId, [await readCloudJob(reads, 'ecs', id, { signal })], { isPolled: true })
}
