import { withoutKeys } from '../requests/support-report.ts'
import type { JobDetail } from './queries.ts'

/** What the vendor's support needs to find a job, with nothing in it that must not leave the house. */
export const jobReport = (job: JobDetail, madeAt: Date) => ({
  job_id: job.jobId,
  service: job.service,
  kind: job.cloudKind ?? job.kind,
  state: job.state,
  made_at: madeAt.toISOString(),
  account: job.account.name,
  region: job.account.region,
  resource_id: job.resource?.id ?? null,
  order_id: job.orderId,
  request: job.request?.number ?? null,
  started_at: job.startedAt,
  ended_at: job.endedAt,
  last_read_at: job.seenAt,
  progress: job.progress,
  codes: [...new Set([job.errorCode, ...job.parts.map(({ errorCode }) => errorCode)].filter((code) => code !== null))],
  error_message: withoutKeys(job.errorMessage),
  parts: job.parts.map((part) => ({
    id: part.id,
    kind: part.cloudKind,
    resource_id: part.resource?.id ?? null,
    state: part.state,
    error_code: part.errorCode,
    error_message: withoutKeys(part.errorMessage),
  })),
})
