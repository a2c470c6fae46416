import { blankUtc } from '../../clock.ts'
import { type Call, ok, queryList, queryText, type Reply } from '../../gateway/call.ts'
import type { Desktop, DesktopJob, DesktopJobPart } from '../../world/desktop.ts'
import { badField } from './bodies.ts'
import { notFound } from './find-desktop.ts'
import { recordPage } from './record-page.ts'

/** GET /v2/{project_id}/workspace-jobs/{job_id} */
export function showJob(call: Call): Reply {
  const job = own(call).find((row) => row.id === call.params['job_id'])
  if (job === undefined) throw notFound('job')
  const failed = job.parts.find((part) => part.status === 'FAILED')
  const ended = job.parts.every((part) => part.endedAt !== undefined)
  const endedAt = Math.max(...job.parts.map((part) => part.endedAt ?? 0))
  return ok({
    id: job.id,
    job_type: job.type,
    status: statusOf(job),
    begin_time: blankUtc(job.beganAt),
    end_time: ended ? blankUtc(endedAt) : null,
    job_error_code: (ended ? failed?.errorCode : undefined) ?? null,
    fail_reason: (ended ? failed?.failReason : undefined) ?? null,
    sub_jobs_total: job.parts.length,
    sub_jobs: job.parts.map((part) => partRow(call, job, part)),
  })
}

/** GET /v2/{project_id}/workspace-sub-jobs: by job or by type, one of which is mandatory. */
export function listSubJobs(call: Call): Reply {
  const jobId = queryText(call, 'job_id')
  const type = queryText(call, 'job_type')
  if (jobId === undefined && type === undefined) throw badField('job_id', 'or job_type is required')
  const statuses = queryList(call, 'status')
  const rows = own(call)
    .filter((job) => (jobId === undefined || job.id === jobId) && (type === undefined || job.type === type))
    .flatMap((job) => job.parts.map((part) => ({ job, part })))
    .filter(({ part }) => statuses.length === 0 || statuses.includes(part.status))
  return ok({
    jobs: recordPage(call, rows, 1000).map(({ job, part }) => partRow(call, job, part)),
    total_count: rows.length,
  })
}

const own = (call: Call): DesktopJob[] =>
  call.cloud.world.desktopJobs.filter((job) => job.projectId === call.project.id)

/** A parent is finished when all of its parts are; finished is not succeeded. */
function statusOf(job: DesktopJob): string {
  const seen = new Set(job.parts.map((part) => part.status))
  if (seen.has('RUNNING')) return 'RUNNING'
  if (seen.has('WAITING')) return seen.size === 1 ? 'WAITING' : 'RUNNING'
  return seen.has('FAILED') ? 'FAIL' : 'SUCCESS'
}

function partRow({ cloud, project }: Call, job: DesktopJob, part: DesktopJobPart) {
  const desktop: Desktop | undefined = cloud.world.desktops.find((row) => row.id === part.desktopId)
  return {
    id: part.id,
    job_id: job.id,
    job_type: job.type,
    status: part.status,
    process: part.process,
    begin_time: blankUtc(part.beganAt),
    end_time: part.endedAt === undefined ? null : blankUtc(part.endedAt),
    error_code: part.errorCode ?? null,
    fail_reason: part.failReason ?? null,
    entities: {
      ...(part.desktopId !== '' && { desktop_id: part.desktopId }),
      ...(desktop !== undefined && {
        product_id: desktop.productId,
        user_name: desktop.userName,
        desktop_name: desktop.name,
        ip_address: desktop.ip,
      }),
    },
    project_id: project.id,
  }
}
