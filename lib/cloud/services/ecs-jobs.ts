import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Id, instantOf, Text, textOf } from './ask.ts'

export type EcsJobState = 'running' | 'waiting_payment' | 'succeeded' | 'failed' | 'unknown'

/** The work behind a call, or its part for one server. */
export type EcsSubJob = {
  readonly id: string
  readonly kind: string | undefined
  /** Waiting for payment goes on for ever when the order is cancelled: follow the order beside it. */
  readonly state: EcsJobState
  readonly serverId: string | undefined
  readonly beganAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
}

export type EcsJob = EcsSubJob & { readonly subJobs: readonly EcsSubJob[] }

const SubJob = z.looseObject({
  job_id: Id,
  job_type: Text,
  status: Text,
  begin_time: z.string().nullish(),
  end_time: z.string().nullish(),
  error_code: Text,
  fail_reason: Text,
  entities: z.looseObject({ server_id: Text, errorcode_message: Text }).nullish(),
})

const Job = SubJob.extend({
  entities: z.looseObject({ server_id: Text, errorcode_message: Text, sub_jobs: z.array(SubJob).nullish() }).nullish(),
})

/** One job. A failed one carries its own error code, which is no error of the call; an unknown id is `Common.0011`. */
export async function showEcsJob(cloud: Cloud, jobId: string, options?: AskOptions): Promise<EcsJob> {
  const path = `/v1/${cloud.projectId}/jobs/${percentEncode(jobId)}`
  const call = { service: 'ecs', method: 'GET', path, api: 'ecs.showJob', hasErrorCodeAsData: true } as const
  const row = await ask(cloud, call, Job, options)
  return { ...subJobOf(row), subJobs: (row.entities?.sub_jobs ?? []).map(subJobOf) }
}

/** `PENDING_PAYMENT` is in the vendor's text and not in its SDK. Anything else is not guessed at. */
const states: Readonly<Record<string, EcsJobState>> = {
  INIT: 'running',
  RUNNING: 'running',
  PENDING_PAYMENT: 'waiting_payment',
  SUCCESS: 'succeeded',
  FAIL: 'failed',
}

function subJobOf(row: z.output<typeof SubJob>): EcsSubJob {
  return {
    id: String(row.job_id),
    kind: textOf(row.job_type),
    state: states[textOf(row.status) ?? ''] ?? 'unknown',
    serverId: textOf(row.entities?.server_id),
    beganAt: instantOf(row.begin_time),
    endedAt: instantOf(row.end_time),
    errorCode: textOf(row.error_code),
    errorMessage: textOf(row.fail_reason) ?? textOf(row.entities?.errorcode_message),
  }
}
