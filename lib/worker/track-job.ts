import { and, eq, sql } from 'drizzle-orm'
import { cloudJobOfWorkspace } from '../cloud/services/cloud-job.ts'
import { showJob } from '../cloud/services/cph-jobs.ts'
import { showWorkspaceJob } from '../cloud/services/workspace-jobs.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import type { WorkerDeps } from './deps.ts'
import type { Held } from './take.ts'

export type LinkedJob = { state: 'running' | 'succeeded' | 'failed'; errorCode?: string; errorMessage?: string }

/** The job of the request as the cloud has it now, mirrored; undefined where there is none. Throws CloudError. */
export async function readLinkedJob(deps: WorkerDeps, held: Held): Promise<LinkedJob | undefined> {
  const [row] = await deps.db
    .select({ jobId: cloudJob.jobId, service: cloudJob.service })
    .from(cloudJob)
    .where(eq(cloudJob.requestId, held.id))
  if (!row) return undefined
  if (row.service === 'ecs') throw new Error(`Jobs of ${row.service} cannot be followed yet`)
  const reads = await deps.reads(held.account_id)
  const job =
    row.service === 'cph'
      ? await showJob(reads, row.jobId)
      : cloudJobOfWorkspace(await showWorkspaceJob(reads, row.jobId))
  // A state that nobody documents is not guessed at: it goes on until the cloud says something that is known.
  const state = job.state === 'succeeded' || job.state === 'failed' ? job.state : 'running'
  await deps.db
    .update(cloudJob)
    .set({
      state,
      errorCode: job.errorCode ?? null,
      errorMessage: job.errorMessage ?? null,
      endedAt: job.endedAt ?? null,
      raw: job,
      seenAt: sql`clock_timestamp()`,
    })
    .where(
      and(eq(cloudJob.accountId, held.account_id), eq(cloudJob.service, row.service), eq(cloudJob.jobId, row.jobId)),
    )
  return {
    state,
    ...(job.errorCode !== undefined && { errorCode: job.errorCode }),
    ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
  }
}
