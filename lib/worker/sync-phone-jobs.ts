import { cloudJobOfCph } from '../cloud/services/cloud-job.ts'
import { listJobs, requestIdsPerCallMax } from '../cloud/services/cph-jobs.ts'
import { readCloudJob } from '../cloud/services/read-cloud-job.ts'
import { mirrorJobs } from './mirror-jobs.ts'
import type { JobEyes } from './sync-jobs.ts'

/** Jobs asked for one by one in a look: those whose call nobody remembers. */
const aloneMax = 20

/** Jobs of the phone service, by the calls that began them: twenty calls' to a question. */
export async function lookAtPhoneJobs({ deps, accountId, reads, jobs, signal }: JobEyes): Promise<void> {
  const requestIds = [...new Set(jobs.flatMap(({ cloud_request_id: id }) => (id === null ? [] : [id])))]
  const told = new Set<string>()
  for (let from = 0; from < requestIds.length; from += requestIdsPerCallMax) {
    const found = await listJobs(reads, requestIds.slice(from, from + requestIdsPerCallMax), { signal })
    for (const { id } of found) told.add(id)
    await mirrorJobs(deps.db, accountId, found.map(cloudJobOfCph), { isPolled: true })
  }
  for (const { job_id: id } of jobs.filter((job) => !told.has(job.job_id)).slice(0, aloneMax))
    await mirrorJobs(deps.db, accountId, [await readCloudJob(reads, 'cph', id, { signal })], { isPolled: true })
}
