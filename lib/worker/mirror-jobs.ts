import { sql } from 'drizzle-orm'
import type { CloudJob, JobService } from '../cloud/services/cloud-job.ts'
import type { Queryable } from '../db/client.ts'

/**
 * Writes what the cloud says of jobs that are known here, with one statement. What it leaves out, or no longer knows, stays
 * as it was, and so do jobs and parts that have ended.
 *
 * @param isPolled whether this is the account's own round, on which those who follow a request may then rely
 */
export async function mirrorJobs(
  db: Queryable,
  accountId: string,
  jobs: readonly CloudJob[],
  { isPolled = false }: { isPolled?: boolean } = {},
): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(rowOf).toSorted((a, b) => (a.job_id < b.job_id ? -1 : 1))
  const polledAt = isPolled ? sql`clock_timestamp()` : sql`j.polled_at`
  await db.execute(sql`
    update cloud_job j set state = s.state, seen_at = clock_timestamp(), polled_at = ${polledAt},
      cloud_kind = case when s.is_forgotten then j.cloud_kind else s.cloud_kind end,
      progress = case when s.is_forgotten then j.progress else s.progress end,
      error_code = case when s.is_forgotten then j.error_code else s.error_code end,
      error_message = case when s.is_forgotten then j.error_message else s.error_message end,
      ended_at = case when s.is_forgotten then j.ended_at else s.ended_at end,
      children = case when s.is_forgotten then j.children else s.children || coalesce((
        select jsonb_agg(part) from jsonb_array_elements(j.children) as part
        where part ->> 'state' in ('succeeded', 'failed')
          and not s.children @> jsonb_build_array(jsonb_build_object('id', part -> 'id'))), '[]') end,
      raw = case when s.is_forgotten then j.raw else s.raw end,
      resource_id = coalesce(s.resource_id, j.resource_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (service text, job_id text, state text,
      is_forgotten boolean, cloud_kind text, progress integer, error_code text, error_message text,
      ended_at timestamptz, children jsonb, raw jsonb, resource_id text)
    where j.account_id = ${accountId} and j.service = s.service and j.job_id = s.job_id
      and j.state not in ('succeeded', 'failed')`)
}

/** Writes jobs that nobody here began. */
export async function insertJobs(db: Queryable, accountId: string, jobs: readonly CloudJob[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map((job) => ({ ...rowOf(job), started_at: job.startedAt ?? null }))
  await db.execute(sql`
    insert into cloud_job (account_id, service, job_id, kind, cloud_kind, resource_id, state, progress, error_code,
      error_message, started_at, ended_at, children, raw, polled_at)
    select ${accountId}::uuid, service, job_id, coalesce(cloud_kind, ''), cloud_kind, coalesce(resource_id, ''), state,
      progress, error_code, error_message, coalesce(started_at, clock_timestamp()), ended_at, children, raw, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (service text, job_id text, cloud_kind text,
      resource_id text, state text, progress integer, error_code text, error_message text, started_at timestamptz,
      ended_at timestamptz, children jsonb, raw jsonb)
    on conflict do nothing`)
}

const rowOf = (job: CloudJob) => {
  const { children, ...raw } = job
  return {
    service: job.service satisfies JobService,
    job_id: job.id,
    state: job.state,
    is_forgotten: job.state === 'unknown' && job.startedAt === undefined && children.length === 0,
    cloud_kind: job.kind,
    progress: job.progress === undefined ? undefined : Math.min(100, Math.max(0, Math.round(job.progress))),
    error_code: job.errorCode,
    error_message: job.errorMessage,
    ended_at: job.endedAt,
    children,
    raw,
    resource_id: job.resourceId,
  }
}
