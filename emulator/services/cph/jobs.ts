import { utc } from '../../clock.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { CphJob } from '../../world/phone-server.ts'
import { pageOf } from './servers.ts'

/** GET /v1/{project_id}/cloud-phone/jobs: of up to twenty requests. */
export function listJobs(call: Call): Reply {
  const given = queryText(call, 'request_ids') ?? queryText(call, 'request_id') ?? ''
  const requestIds = given.split(',').filter((id) => id !== '')
  if (requestIds.length === 0) throw new CloudError(400, 'CPS.0049', 'Parameter: request_id is empty.')
  if (requestIds.length > 20) throw new CloudError(400, 'CPS.0161', 'Parameter: request_ids is too long.')
  const rows = own(call).filter((job) => requestIds.includes(job.requestId))
  if (rows.length === 0) throw new CloudError(404, 'CPS.0050', 'No jobs were found for the request ID.')
  return ok({
    request_id: call.requestId,
    jobs: pageOf(call, rows).map((job) => ({ ...jobRow(job), ...texts(job, '') })),
  })
}

/** GET /v1/{project_id}/cloud-phone/jobs/{job_id} */
export function showJob(call: Call): Reply {
  const job = own(call).find((row) => row.id === call.params['job_id'])
  if (job === undefined) throw new CloudError(404, 'CPS.0011', 'The job does not exist.')
  return ok({ request_id: call.requestId, ...jobRow(job), ...texts(job, null) })
}

const own = (call: Call): CphJob[] => call.cloud.world.jobs.filter((job) => job.projectId === call.project.id)

const jobRow = (job: CphJob) => ({
  job_id: job.id,
  server_id: job.serverId ?? null,
  phone_id: job.phoneId ?? null,
  begin_time: utc(job.beganAt),
  end_time: job.endedAt === undefined ? null : utc(job.endedAt),
  status: job.status,
})

/** Empty error fields are null in the detail and empty texts in the list. */
const texts = (job: CphJob, empty: null | '') => ({
  error_code: job.errorCode ?? empty,
  error_msg: job.errorMessage ?? empty,
  execute_msg: empty,
})
