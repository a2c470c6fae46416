import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

export type WorkspaceJobState = 'running' | 'succeeded' | 'failed' | 'unknown'

/** The work on one desktop. */
export type WorkspaceSubJob = {
  readonly id: string
  readonly jobId: string | undefined
  /** `expandVolumes` …; the name for a resize is not documented. */
  readonly kind: string | undefined
  readonly state: WorkspaceJobState
  /** 0–100. */
  readonly progress: number | undefined
  readonly desktopId: string | undefined
  readonly desktopName: string | undefined
  readonly beganAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
}

/** The work behind a call. `status` alone does not tell how it ended: see `jobOutcome`. */
export type WorkspaceJob = {
  readonly id: string
  readonly kind: string | undefined
  readonly status: string | undefined
  readonly subJobsTotal: number | undefined
  readonly subJobs: readonly WorkspaceSubJob[]
  readonly beganAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
}

const SubJob = z.looseObject({
  id: Id,
  job_id: Text,
  job_type: Text,
  status: Text,
  process: Numeric,
  begin_time: z.string().nullish(),
  end_time: z.string().nullish(),
  error_code: Text,
  fail_reason: Text,
  entities: z.looseObject({ desktop_id: Text, desktop_name: Text }).nullish(),
})

const Job = z.looseObject({
  id: Id,
  job_type: Text,
  status: Text,
  begin_time: z.string().nullish(),
  end_time: z.string().nullish(),
  job_error_code: Text,
  fail_reason: Text,
  sub_jobs_total: Numeric,
  sub_jobs: z.array(SubJob).nullish(),
})

/** One job with its sub-jobs. An unknown one is 404. */
export async function showWorkspaceJob(cloud: Cloud, jobId: string, options?: AskOptions): Promise<WorkspaceJob> {
  const path = `/v2/${cloud.projectId}/workspace-jobs/${percentEncode(jobId)}`
  const call = {
    service: 'workspace',
    method: 'GET',
    path,
    api: 'workspace.showJob',
    hasErrorCodeAsData: true,
  } as const
  const row = await ask(cloud, call, Job, options)
  return {
    id: String(row.id),
    kind: textOf(row.job_type),
    status: textOf(row.status),
    subJobsTotal: numberOf(row.sub_jobs_total),
    subJobs: (row.sub_jobs ?? []).map(subJobOf),
    beganAt: instantOf(row.begin_time),
    endedAt: instantOf(row.end_time),
    errorCode: textOf(row.job_error_code),
    errorMessage: textOf(row.fail_reason),
  }
}

const LIMIT = 200
const SubJobs = z.looseObject({ jobs: z.array(SubJob), total_count: Numeric })

/** All sub-jobs of a job, over all pages. */
export const listSubJobs = (cloud: Cloud, jobId: string, options?: AskOptions): Promise<WorkspaceSubJob[]> =>
  allByOffset(
    'workspace',
    LIMIT,
    (job) => job.id,
    async (offset, limit) => {
      const path = `/v2/${cloud.projectId}/workspace-sub-jobs`
      const query = { job_id: jobId, offset, limit }
      const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listSubJobs' } as const
      const { jobs, total_count } = await ask(cloud, call, SubJobs, options)
      return { rows: jobs.map(subJobOf), total: numberOf(total_count) }
    },
  )

/**
 * All sub-jobs of a type in the whole project that wait or run: one call tells of up to 500 desktops. `type` is the
 * cloud's name, `resizeDesktops` say.
 */
export const listMovingSubJobs = (cloud: Cloud, type: string, options?: AskOptions): Promise<WorkspaceSubJob[]> =>
  allByOffset(
    'workspace',
    500,
    (job) => job.id,
    async (offset, limit) => {
      const path = `/v2/${cloud.projectId}/workspace-sub-jobs`
      const query = { job_type: type, status: ['WAITING', 'RUNNING'], offset, limit }
      const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listSubJobs' } as const
      const { jobs, total_count } = await ask(cloud, call, SubJobs, options)
      return { rows: jobs.map(subJobOf), total: numberOf(total_count) }
    },
  )

/** The vendor lists these words for sub-jobs. Anything else is not guessed at. */
const subJobStates: Readonly<Record<string, WorkspaceJobState>> = {
  WAITING: 'running',
  RUNNING: 'running',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
}

function subJobOf(row: z.output<typeof SubJob>): WorkspaceSubJob {
  return {
    id: String(row.id),
    jobId: textOf(row.job_id),
    kind: textOf(row.job_type),
    state: subJobStates[textOf(row.status) ?? ''] ?? 'unknown',
    progress: numberOf(row.process),
    desktopId: textOf(row.entities?.desktop_id),
    desktopName: textOf(row.entities?.desktop_name),
    beganAt: instantOf(row.begin_time),
    endedAt: instantOf(row.end_time),
    errorCode: textOf(row.error_code),
    errorMessage: textOf(row.fail_reason),
  }
}

/** The vendor documents no words for a parent; its Terraform provider knows the three that mean an end. */
const parentStates: Readonly<Record<string, 'running' | 'finished' | 'failed'>> = {
  WAITING: 'running',
  RUNNING: 'running',
  COMPLETE: 'finished',
  SUCCESS: 'finished',
  FAIL: 'failed',
}

/**
 * How a job stands: it has succeeded when it has ended and every one of its sub-jobs succeeded. A finished job without
 * sub-jobs, or with fewer than it counts, is `unknown`: look at the desktops.
 *
 * @param subJobs a fuller list than the job carries, from `listSubJobs`
 */
export function jobOutcome(
  job: Pick<WorkspaceJob, 'status' | 'subJobs' | 'subJobsTotal'>,
  subJobs: readonly Pick<WorkspaceSubJob, 'state'>[] = job.subJobs,
): WorkspaceJobState {
  const parent = parentStates[job.status ?? '']
  const is = (state: WorkspaceJobState) => (sub: Pick<WorkspaceSubJob, 'state'>) => sub.state === state
  if (parent === 'running' || subJobs.some(is('running'))) return 'running'
  const isWhole = subJobs.length > 0 && subJobs.length >= (job.subJobsTotal ?? 1)
  if (parent === 'failed' || (subJobs.some(is('failed')) && (isWhole || parent === 'finished'))) return 'failed'
  const isEnded = parent === 'finished' || job.subJobsTotal !== undefined
  return isEnded && isWhole && subJobs.every(is('succeeded')) ? 'succeeded' : 'unknown'
}
