import type { Cloud } from '../cloud.ts'
import { CloudError } from '../errors.ts'
import type { AskOptions } from './ask.ts'
import { type CloudJob, cloudJobOfCph, cloudJobOfEcs, cloudJobOfWorkspace, type JobService } from './cloud-job.ts'
import { showJob } from './cph-jobs.ts'
import { showEcsJob } from './ecs-jobs.ts'
import { listSubJobs, showWorkspaceJob } from './workspace-jobs.ts'

/**
 * One job of any service as the cloud has it now, with all its parts. One that the cloud does not know (any more) is
 * `unknown`: ECS removes jobs of cancelled orders after two weeks, and people may delete those of desktops.
 *
 * @throws CloudError when the cloud refuses the question or does not answer
 */
export async function readCloudJob(
  cloud: Cloud,
  service: JobService,
  jobId: string,
  options?: AskOptions,
): Promise<CloudJob> {
  try {
    switch (service) {
      case 'cph':
        return cloudJobOfCph(await showJob(cloud, jobId, options))
      case 'ecs':
        return cloudJobOfEcs(await showEcsJob(cloud, jobId, options))
      case 'workspace':
        return await readWorkspaceJob(cloud, jobId, options)
    }
  } catch (thrown) {
    if (thrown instanceof CloudError && isUnknownJob(thrown)) return forgotten(service, jobId)
    throw thrown
  }
}

/** A job counts its sub-jobs and may carry fewer of them; the list has them all. */
async function readWorkspaceJob(cloud: Cloud, jobId: string, options?: AskOptions): Promise<CloudJob> {
  const job = await showWorkspaceJob(cloud, jobId, options)
  const isWhole = job.subJobs.length > 0 && job.subJobs.length >= (job.subJobsTotal ?? 0)
  return cloudJobOfWorkspace(job, isWhole ? job.subJobs : await listSubJobs(cloud, jobId, options))
}

/**
 * 404 in two services; the ECS service answers 400 (ecs.md §4), and Workspace 403 once it was given up in the region, with
 * all its jobs. A 404 of the gateway is about the call, not the job.
 */
const isUnknownJob = ({ code, isNotFound }: CloudError): boolean =>
  code === 'Common.0011' || code === 'WKS.00010099' || (isNotFound && !code.startsWith('APIGW.'))

const forgotten = (service: JobService, id: string): CloudJob => ({
  service,
  id,
  kind: undefined,
  resourceId: undefined,
  state: 'unknown',
  progress: undefined,
  errorCode: undefined,
  errorMessage: undefined,
  startedAt: undefined,
  endedAt: undefined,
  children: [],
})
