import { and, desc, eq, or } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { orderLink, request, resourceLink } from '../db/schema.ts'
import type { JobState } from '../jobs/job-state.ts'
import { parseState, type RequestState } from '../requests/machine.ts'

/** Requests and jobs about one thing of the cloud, newest first. */
export type Related = {
  requests: { id: string; number: number; title: string; state: RequestState }[]
  jobs: { jobId: string; kind: string; state: JobState; startedAt: string }[]
}

const rowsMax = 20

/** What is known here about a resource of an account: it was linked to a request, or came with an order, or a job ran on it. */
export async function loadRelated(
  { db }: Pick<Context, 'db'>,
  { accountId, resourceId, orderId }: { accountId: string; resourceId: string; orderId: string | null },
): Promise<Related> {
  const [requests, jobs] = await Promise.all([
    db
      .selectDistinct({ id: request.id, number: request.number, title: request.title, state: request.state })
      .from(request)
      .leftJoin(resourceLink, eq(resourceLink.requestId, request.id))
      .leftJoin(orderLink, eq(orderLink.requestId, request.id))
      .leftJoin(cloudJob, and(eq(cloudJob.requestId, request.id), eq(cloudJob.accountId, accountId)))
      .where(
        and(
          eq(request.accountId, accountId),
          or(
            eq(resourceLink.resourceId, resourceId),
            eq(cloudJob.resourceId, resourceId),
            orderId === null ? undefined : eq(orderLink.orderId, orderId),
          ),
        ),
      )
      .orderBy(desc(request.number))
      .limit(rowsMax),
    db
      .select({ jobId: cloudJob.jobId, kind: cloudJob.kind, state: cloudJob.state, startedAt: cloudJob.startedAt })
      .from(cloudJob)
      .where(and(eq(cloudJob.accountId, accountId), eq(cloudJob.resourceId, resourceId)))
      .orderBy(desc(cloudJob.startedAt))
      .limit(rowsMax),
  ])
  return {
    requests: requests.map((row) => ({ ...row, state: parseState(row.state) })),
    jobs: jobs.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() })),
  }
}
