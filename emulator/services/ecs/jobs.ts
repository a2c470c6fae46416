import { type Call, ok, type Reply } from '../../gateway/call.ts'
import type { ServerJob, ServerJobPart } from '../../world/cloud-server.ts'
import { ecsError } from './resize-body.ts'

/** GET /v1/{project_id}/jobs/{job_id} */
export function showServerJob(call: Call): Reply {
  const job = call.cloud.world.serverJobs.find(
    (row) => row.id === call.params['job_id'] && row.projectId === call.project.id,
  )
  if (job === undefined) throw ecsError('Common.0011', 'The job ID is invalid.')
  return ok(jobRow(job))
}

function jobRow(job: ServerJob) {
  const ended = job.parts.every((part) => part.endedAt !== undefined)
  const endedAt = ended ? Math.max(...job.parts.map((part) => part.endedAt ?? 0)) : undefined
  const failed = job.parts.find((part) => part.status === 'FAIL')
  return {
    status: statusOf(job),
    job_id: job.id,
    job_type: job.type,
    begin_time: new Date(job.beganAt).toISOString(),
    end_time: endedAt === undefined ? '' : new Date(endedAt).toISOString(),
    error_code: (ended ? failed?.errorCode : undefined) ?? null,
    fail_reason: (ended ? failed?.failReason : undefined) ?? null,
    entities: job.isBatch
      ? { sub_jobs_total: job.parts.length, sub_jobs: job.parts.map((part) => partRow(job, part)) }
      : { server_id: job.parts[0]?.serverId },
  }
}

function statusOf(job: ServerJob): string {
  if (job.isUnpaid) return 'PENDING_PAYMENT'
  const seen = new Set(job.parts.map((part) => part.status))
  for (const status of ['RUNNING', 'INIT', 'FAIL'] as const) if (seen.has(status)) return status
  return 'SUCCESS'
}

const partRow = (job: ServerJob, part: ServerJobPart) => ({
  status: part.status,
  job_id: part.id,
  job_type: job.type,
  begin_time: new Date(part.beganAt).toISOString(),
  end_time: part.endedAt === undefined ? '' : new Date(part.endedAt).toISOString(),
  error_code: part.errorCode ?? null,
  fail_reason: part.failReason ?? null,
  entities: {
    server_id: part.serverId,
    ...(part.errorCode !== undefined && { errorcode_message: part.failReason ?? '' }),
  },
})
