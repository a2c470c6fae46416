import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { cloudJob, cloudOrder } from '../db/mirror-schema.ts'
import { AppError } from '../errors.ts'
import { readJobs, selectJobs } from '../jobs/read.ts'
import type { JobRow } from '../jobs/queries.ts'
import type { DocumentFace, RequestDetail } from '../requests/queries.ts'
import { showRequest } from '../requests/show.ts'
import { redacted, withoutSecrets } from '../requests/support-report.ts'
import { askedCount, loadLines, loadResources } from './delivered.ts'
import { readableAccounts, selectOrders, toRow } from './list.ts'
import type { OrderDetail } from './queries.ts'

export const OrderId = z.object({ orderId: z.string().max(64) })

/**
 * One order: lines, what came of it, jobs, and of one that was asked for here who did what and which calls were sent.
 * Throws `not_found` where there is none that the person may see.
 */
export async function showOrder(ctx: Context, { orderId }: z.output<typeof OrderId>): Promise<OrderDetail> {
  const accounts = readableAccounts(ctx)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(cloudOrder.accountId, accounts)
  // Two projects of one customer see the same order: the account that asked for it is shown.
  const [found] = await selectOrders(ctx, and(eq(cloudOrder.orderId, orderId), isReadable))
    .orderBy(
      sql`${cloudOrder.accountId} is distinct from (select account_id from request r where r.id = ${cloudOrder.requestId})`,
    )
    .limit(1)
  if (!found) throw new AppError('not_found', 'errors.orderNotFound')
  const { order } = found
  const row = toRow(found)
  const of = { accountId: order.accountId, orderId }
  const [raw, lines, resources, request, jobs] = await Promise.all([
    loadRaw(ctx.db, of),
    loadLines(ctx.db, { ...of, service: row.serviceTypeCode }),
    loadResources(ctx.db, of),
    order.requestId === null ? undefined : visibleRequest(ctx, order.requestId),
    jobsOfOrder(ctx, of, order.requestId),
  ])
  return {
    ...row,
    lines,
    linesAt: order.linesAt?.toISOString() ?? null,
    asked: request?.expected ?? askedCount(row.orderType, row.serviceTypeCode, lines),
    resources,
    couponMinor: Stored.parse(raw).couponMinor,
    jobs,
    ...(request ? ofRequest(request) : elsewhere),
    seenAt: order.seenAt.toISOString(),
    changedAt: order.changedAt.toISOString(),
    raw: JSON.stringify(withoutSecrets(raw), null, 2),
  }
}

/** As the cloud told it: lists do without, it is most of an order's size. */
async function loadRaw(
  db: Context['db'],
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<unknown> {
  const [found] = await db
    .select({ raw: cloudOrder.raw })
    .from(cloudOrder)
    .where(and(eq(cloudOrder.accountId, accountId), eq(cloudOrder.orderId, orderId)))
  return found?.raw
}

const Stored = z.object({ couponMinor: z.number().nullable().catch(null) })

type Asked = Pick<OrderDetail, 'approval' | 'payment' | 'history' | 'attempts' | 'call' | 'isChange'>

const elsewhere: Asked = { approval: null, payment: null, history: [], attempts: [], call: null, isChange: false }

function ofRequest({ history, payment, attempts, document, isChange }: RequestDetail): Asked {
  const approved = history.findLast(({ event }) => event === 'approve')
  return {
    approval: approved?.who ? { by: approved.who, at: approved.at } : null,
    payment,
    history,
    attempts,
    call: document && callOf(document),
    isChange,
  }
}

const callOf = ({ endpoint, call: { method, path, body } }: DocumentFace): Asked['call'] => ({
  method,
  path: `${endpoint}${path}`,
  body: JSON.stringify(redacted(body), null, 2),
})

/** The request of an order; undefined where the person has no role on the account that it was made for. */
async function visibleRequest(ctx: Context, id: string): Promise<RequestDetail | undefined> {
  try {
    return await showRequest(ctx, { id })
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not_found') return undefined
    throw thrown
  }
}

async function jobsOfOrder(
  { db }: Context,
  { accountId, orderId }: { accountId: string; orderId: string },
  requestId: string | null,
): Promise<JobRow[]> {
  const isOfOrder = and(eq(cloudJob.accountId, accountId), eq(cloudJob.orderId, orderId))
  const found = await selectJobs(
    { db },
    requestId === null ? isOfOrder : or(isOfOrder, eq(cloudJob.requestId, requestId)),
  )
    .orderBy(asc(cloudJob.startedAt), asc(cloudJob.jobId))
    .limit(100)
  return await readJobs({ db }, found)
}
