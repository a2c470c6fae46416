import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { CloudError } from '../errors.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Id, instantOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/** The work behind a call. The cloud does not say what kind of work it is: the caller remembers what it began. */
export type CphJob = {
  readonly id: string
  readonly state: 'running' | 'succeeded' | 'failed' | 'unknown'
  readonly serverId: string | undefined
  readonly phoneId: string | undefined
  readonly beganAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
}

const Job = z.looseObject({
  job_id: Id,
  status: z.union([z.number(), z.string()]).nullish(),
  server_id: Text,
  phone_id: Text,
  begin_time: z.string().nullish(),
  end_time: z.string().nullish(),
  error_code: Text,
  error_msg: Text,
})

/** Some rows of a list carry an error and no job. */
const Jobs = z.looseObject({ jobs: z.array(z.union([Job, z.looseObject({})])) })

export const requestIdsPerCallMax = 20

/**
 * The jobs that the given calls began, at most 20 request ids at once; none for calls that the cloud knows no longer.
 *
 * @throws RangeError for none or more than 20 ids
 */
export async function listJobs(cloud: Cloud, requestIds: readonly string[], options?: AskOptions): Promise<CphJob[]> {
  if (requestIds.length === 0 || requestIds.length > requestIdsPerCallMax) {
    throw new RangeError(`Jobs are asked for 1 to ${requestIdsPerCallMax} request ids at once.`)
  }
  const path = `/v1/${cloud.projectId}/cloud-phone/jobs`
  return allByOffset(
    'cph',
    100,
    (job) => job.id,
    async (offset, limit) => {
      const query = { request_ids: requestIds.join(','), offset, limit }
      const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listJobs' } as const
      const { jobs } = await ask(cloud, call, Jobs, options).catch(noneIfUnknown)
      const rows = jobs.flatMap((row) => {
        const job = Job.safeParse(row)
        return job.success ? [jobOf(job.data)] : []
      })
      return { rows, total: undefined, sent: jobs.length }
    },
  )
}

/** `CPS.0050`: none of the calls has a job (cph.md §9). */
function noneIfUnknown(thrown: unknown): z.output<typeof Jobs> {
  if (thrown instanceof CloudError && thrown.code === 'CPS.0050') return { jobs: [] }
  throw thrown
}

/** One job. A failed one carries its own error code, which is no error of the call. */
export async function showJob(cloud: Cloud, jobId: string, options?: AskOptions): Promise<CphJob> {
  const path = `/v1/${cloud.projectId}/cloud-phone/jobs/${percentEncode(jobId)}`
  const call = { service: 'cph', method: 'GET', path, api: 'cph.showJob', hasErrorCodeAsData: true } as const
  return jobOf(await ask(cloud, call, Job, options))
}

/** 1 running, 2 succeeded, -1 failed. Anything else is not guessed at. */
const states: Readonly<Record<string, CphJob['state']>> = { '1': 'running', '2': 'succeeded', '-1': 'failed' }

function jobOf(row: z.output<typeof Job>): CphJob {
  return {
    id: String(row.job_id),
    state: states[String(row.status)] ?? 'unknown',
    serverId: textOf(row.server_id),
    phoneId: textOf(row.phone_id),
    beganAt: instantOf(row.begin_time),
    endedAt: instantOf(row.end_time),
    errorCode: textOf(row.error_code),
    errorMessage: textOf(row.error_msg),
  }
}
