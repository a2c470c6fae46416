import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { CloudError } from '../cloud/errors.ts'
import { type OrderDetail, orderRefund, type Refund, showOrder } from '../cloud/services/bss-orders.ts'
import { orderResources } from '../cloud/services/bss-resources.ts'
import type { AccountReads } from '../inventory/reads.ts'
import type { WorkerDeps } from './deps.ts'
import { judgeOrders } from './judge-orders.ts'
import { mirrorWholeOrder, noteUnreadable } from './mirror-order-parts.ts'
import type { Look, Looked, Looking } from './sync-look.ts'

/** Orders read in one look: the young ones, and of the old ones as many as nobody minds. */
const youngMax = 40
const oldMax = 10
const dayMs = 24 * 3_600_000
const youngMs = 3 * dayMs
/** For so long an order that came short may still bring the rest. */
const shortMs = 30 * dayMs

/** Lines, resources and refunds of the orders whose list row is newer than what is known of them. */
export const orderDetailsLook: Look = { look: lookAtDetails }

async function lookAtDetails(deps: WorkerDeps, { accountId, signal }: Looking): Promise<Looked> {
  const due = await dueOrders(deps, accountId)
  const young = due.filter(({ isYoung }) => isYoung)
  const ids = young.length > 0 ? young : due.slice(0, oldMax)
  for (const { orderId } of ids) await readWhole(deps, { accountId, signal }, orderId)
  await judgeOrders(
    deps,
    accountId,
    ids.map(({ orderId }) => orderId),
  )
  return { pace: young.length >= youngMax ? 'on' : 'soon' }
}

const Due = z.array(z.object({ order_id: z.string(), is_young: z.boolean() }))

/**
 * Which to read, the open ones first, then the new ones. What is being delivered, or came short, is read again at times that
 * grow with its age.
 */
async function dueOrders({ db, clock }: WorkerDeps, accountId: string) {
  const now = sql`${clock.now().toISOString()}::timestamptz`
  const isStale = sql`lines_at < ${now} - greatest(interval '30 seconds', (${now} - ordered_at) / 20)`
  const columns = sql`order_id, coalesce(ordered_at > ${now} - ${youngMs} * interval '1 millisecond', true) as is_young, ordered_at`
  const { rows } = await db.execute(sql`
    (select ${columns} from cloud_order where account_id = ${accountId} and status not in (4, 5) and missing_since is null
      and (lines_at is null or lines_at < changed_at or status = 3 and ${isStale}) order by ordered_at desc limit ${youngMax})
    union all
    (select ${columns} from cloud_order where account_id = ${accountId} and (lines_at is null or lines_at < changed_at)
      and status in (4, 5) and missing_since is null order by ordered_at desc limit ${youngMax})
    union all
    (select ${columns} from cloud_order where account_id = ${accountId} and status = 5 and delivered_count < asked_count
      and lines_at >= changed_at and ordered_at > ${now} - ${shortMs} * interval '1 millisecond' and ${isStale}
      order by lines_at limit ${youngMax})`)
  return Due.parse(rows)
    .slice(0, youngMax)
    .map((row) => ({ orderId: row.order_id, isYoung: row.is_young }))
}

async function readWhole(deps: WorkerDeps, { accountId, signal }: Looking, orderId: string): Promise<void> {
  const reads = await deps.reads(accountId)
  try {
    const order = await showOrder(reads, orderId, { signal })
    const resources = await orderResources(reads, orderId, { withClosed: true, signal })
    const refund = await refundOf(reads, order, signal)
    await mirrorWholeOrder(deps.db, accountId, { order, resources, refund })
  } catch (thrown) {
    // It is this order that billing will not tell of: the others must not wait behind it.
    if (!(thrown instanceof CloudError) || !isAboutTheOrder(thrown)) throw thrown
    await noteUnreadable(deps.db, accountId, orderId)
  }
}

const isAboutTheOrder = ({ httpStatus, code }: CloudError): boolean =>
  (httpStatus === 400 || httpStatus === 404) && code.startsWith('CBC.')

/** Billing knows refunds of cancellations and downgrades only. */
async function refundOf(
  reads: AccountReads,
  { id, kind, amountMinor = 0 }: OrderDetail,
  signal: AbortSignal,
): Promise<Refund | undefined> {
  if (kind !== 4 && amountMinor >= 0) return undefined
  try {
    return await orderRefund(reads, id, { signal })
  } catch (thrown) {
    if (thrown instanceof CloudError && thrown.code === 'CBC.99005026') return undefined
    throw thrown
  }
}
