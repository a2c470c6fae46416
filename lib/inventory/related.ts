import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'
import { cloudJob, cloudOrder } from '../db/mirror-schema.ts'
import { orderLink, request, requestVersion, resourceLink } from '../db/schema.ts'
import type { JobRow } from '../jobs/queries.ts'
import { readJobs, selectJobs } from '../jobs/read.ts'
import { parseState, type RequestState } from '../requests/machine.ts'

/** Requests, orders and jobs about one thing of the cloud, newest first. */
export type Related = {
  requests: { id: string; number: number; title: string; state: RequestState; createdAt: string }[]
  /** `status` is null until the order was read back from the billing service. */
  orders: { orderId: string; status: number | null; orderType: number | null; orderedAt: string | null }[]
  jobs: JobRow[]
}

const rowsMax = 20

type About = { accountId: string; resourceId: string; orderId: string | null }

/**
 * What is known here about a resource of an account. A request is about it from the moment it was submitted for it, or
 * because it brought it; an order because it came with it or with one of the requests; a job because it ran on it.
 */
export async function loadRelated({ db }: Pick<Context, 'db'>, about: About): Promise<Related> {
  const { accountId, resourceId } = about
  const [requests, jobs] = await Promise.all([
    db
      .select({
        id: request.id,
        number: request.number,
        title: request.title,
        state: request.state,
        createdAt: request.createdAt,
      })
      .from(request)
      .where(and(eq(request.accountId, accountId), inArray(request.id, requestIds(db, about))))
      .orderBy(desc(request.number))
      .limit(rowsMax),
    selectJobs({ db }, and(eq(cloudJob.accountId, accountId), eq(cloudJob.resourceId, resourceId)))
      .orderBy(desc(cloudJob.startedAt))
      .limit(rowsMax),
  ])
  return {
    requests: requests.map((row) => ({
      ...row,
      state: parseState(row.state),
      createdAt: row.createdAt.toISOString(),
    })),
    orders: await loadOrders(
      db,
      about,
      requests.map(({ id }) => id),
    ),
    jobs: await readJobs({ db }, jobs),
  }
}

type Db = Context['db']

/** Each way from a resource to a request, by an index of its own. */
function requestIds(db: Db, { accountId, resourceId, orderId }: About) {
  const made = db
    .select({ id: resourceLink.requestId })
    .from(resourceLink)
    .where(eq(resourceLink.resourceId, resourceId))
  const asked = db
    .select({ id: requestVersion.requestId })
    .from(requestVersion)
    .where(eq(requestVersion.targetId, resourceId))
  const worked = db
    .select({ id: sql<string>`${cloudJob.requestId}`.as('id') })
    .from(cloudJob)
    .where(
      and(
        eq(cloudJob.accountId, accountId),
        eq(cloudJob.resourceId, resourceId),
        sql`${cloudJob.requestId} is not null`,
      ),
    )
  const ordered = db
    .select({ id: orderLink.requestId })
    .from(orderLink)
    .where(orderId === null ? sql`false` : eq(orderLink.orderId, orderId))
  return union(made, asked, worked, ordered)
}

/** The order that the resource came with and those of its requests; one that was not read back yet comes first. */
async function loadOrders(db: Db, { accountId, orderId }: About, requests: string[]): Promise<Related['orders']> {
  const links =
    requests.length === 0
      ? []
      : await db.select({ orderId: orderLink.orderId }).from(orderLink).where(inArray(orderLink.requestId, requests))
  const ids = new Set([...links.map((link) => link.orderId), ...(orderId === null ? [] : [orderId])])
  if (ids.size === 0) return []
  const known = await db
    .select({
      orderId: cloudOrder.orderId,
      status: cloudOrder.status,
      orderType: cloudOrder.orderType,
      orderedAt: cloudOrder.orderedAt,
    })
    .from(cloudOrder)
    .where(and(eq(cloudOrder.accountId, accountId), inArray(cloudOrder.orderId, [...ids])))
    .orderBy(desc(cloudOrder.orderedAt))
  for (const row of known) ids.delete(row.orderId)
  return [
    ...[...ids].map((id) => ({ orderId: id, status: null, orderType: null, orderedAt: null })),
    ...known.map((row) => ({ ...row, orderedAt: row.orderedAt?.toISOString() ?? null })),
  ]
}
