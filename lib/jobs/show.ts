import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { AppError } from '../errors.ts'
import { withoutSecrets } from '../requests/support-report.ts'
import type { JobDetail } from './queries.ts'
import { readJobs, selectJobs } from './read.ts'

export const JobId = z.object({ service: z.string().max(40), jobId: z.string().max(200) })

/** One job with what the cloud told of it, secrets taken out. Throws `not_found` where there is none that the person may see. */
export async function showJob(ctx: Context, { service, jobId }: z.output<typeof JobId>): Promise<JobDetail> {
  const accounts = accountsWith(ctx.actor, 'job:read')
  const found =
    accounts.length === 0
      ? []
      : await selectJobs(
          ctx,
          and(eq(cloudJob.service, service), eq(cloudJob.jobId, jobId), inArray(cloudJob.accountId, accounts)),
        ).limit(1)
  const [row] = await readJobs(ctx, found)
  const [stored] = found
  if (!row || !stored) throw new AppError('not_found', 'errors.jobNotFound')
  const { children, seenAt } = stored.job
  const raw = await loadRaw(ctx.db, stored.job)
  return {
    ...row,
    seenAt: seenAt.toISOString(),
    raw: JSON.stringify(withoutSecrets({ job: raw, parts: children }), null, 2),
  }
}

/** As the cloud told it. */
async function loadRaw(
  db: Context['db'],
  { accountId, service, jobId }: Pick<typeof cloudJob.$inferSelect, 'accountId' | 'service' | 'jobId'>,
): Promise<unknown> {
  const [found] = await db
    .select({ raw: cloudJob.raw })
    .from(cloudJob)
    .where(and(eq(cloudJob.accountId, accountId), eq(cloudJob.service, service), eq(cloudJob.jobId, jobId)))
  return found?.raw
}
