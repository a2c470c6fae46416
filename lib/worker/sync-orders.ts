import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { CloudError } from '../cloud/errors.ts'
import { findOrder, type Order, type OrderDetail, ordersBefore, showOrder } from '../cloud/services/bss-orders.ts'
import type { Database } from '../db/client.ts'
import { cloudOrder, syncState } from '../db/mirror-schema.ts'
import type { AccountReads } from '../inventory/reads.ts'
import type { WorkerDeps } from './deps.ts'
import { judgeOrders } from './judge-orders.ts'
import { mirrorOrder, mirrorOrders } from './mirror.ts'
import type { Look, Looked, Looking } from './sync-look.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** The longest span that billing takes, a day less. */
export const spanMs = 364 * dayMs
/** What was made shortly before the last look may not have been listed yet. */
const overlapMs = 10 * minuteMs

/** Orders that billing lists by state: others that are open are asked for one by one. */
const listable = [1, 3, 6, 9] as const
const askedByIdMax = 20
const oursAskedMax = 5

/** Everything open, what was ordered since the last look, and whether ours are still there. */
export const ordersLook: Look = { look: lookAtOrders, moves: hasOpenOrders }

type Eyes = Looking & { deps: WorkerDeps; reads: AccountReads; now: number }

async function lookAtOrders(deps: WorkerDeps, looking: Looking): Promise<Looked> {
  const eyes = { ...looking, deps, reads: await deps.reads(looking.accountId), now: deps.clock.now().getTime() }
  const missing = await lookAtOpen(eyes)
  await walk(eyes, await lastLookAt(eyes))
  missing.push(...(await lookAtOurs(eyes)))
  await judgeOrders(deps, looking.accountId, missing)
  return { pace: (await hasOpenOrders(deps, looking.accountId)) ? 'soon' : 'rest' }
}

/** Open ones that the cloud knows no longer do not move. */
async function hasOpenOrders({ db }: WorkerDeps, accountId: string): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    select from cloud_order where account_id = ${accountId} and status not in (4, 5) and missing_since is null limit 1`)
  return rowCount === 1
}

async function lastLookAt({ deps, accountId, now }: Eyes): Promise<number> {
  const [last] = await deps.db
    .select({ asOf: syncState.asOf })
    .from(syncState)
    .where(and(eq(syncState.accountId, accountId), eq(syncState.kind, 'orders')))
  const at = last?.asOf ? last.asOf.getTime() - overlapMs : now - dayMs
  return Math.max(at, now - spanMs)
}

/** Mirrors the orders made since `from`, page by page; returns their ids. */
async function walk(eyes: Eyes, from: number, status?: (typeof listable)[number]): Promise<Set<string>> {
  const { deps, accountId, reads, now, signal } = eyes
  const ids = new Set<string>()
  let cursor: Parameters<typeof ordersBefore>[2] | undefined = { until: new Date(now + minuteMs), offset: 0 }
  while (cursor !== undefined) {
    const askedAt = await databaseNow(deps.db)
    const narrowed = { signal, ...(status !== undefined && { status }) }
    const page: Awaited<ReturnType<typeof ordersBefore>> = await ordersBefore(reads, new Date(from), cursor, narrowed)
    await mirrorOrders(deps.db, accountId, page.orders, askedAt)
    for (const { id } of page.orders) ids.add(id)
    cursor = page.next
  }
  return ids
}

/** Lists what is open by its state; what is no longer in that list is asked for by its id. Returns what is nowhere. */
async function lookAtOpen(eyes: Eyes): Promise<string[]> {
  const open = await eyes.deps.db
    .select({
      orderId: cloudOrder.orderId,
      status: cloudOrder.status,
      orderedAt: cloudOrder.orderedAt,
      changedAt: cloudOrder.changedAt,
      seenAt: cloudOrder.seenAt,
      missingSince: cloudOrder.missingSince,
    })
    .from(cloudOrder)
    .where(and(eq(cloudOrder.accountId, eyes.accountId), sql`${cloudOrder.status} not in (4, 5)`))
  const listed = new Set<string>()
  for (const status of listable) {
    const times = open.filter((row) => row.status === status).map(({ orderedAt }) => orderedAt?.getTime() ?? 0)
    if (times.length === 0) continue
    const from = Math.max(Math.min(...times), eyes.now - spanMs)
    for (const id of await walk(eyes, from, status)) listed.add(id)
  }
  const left = open
    .filter(({ orderId }) => !listed.has(orderId))
    .filter(({ missingSince, seenAt }) => missingSince === null || seenAt.getTime() < eyes.now - hourMs)
    .toSorted((a, b) => a.seenAt.getTime() - b.seenAt.getTime())
  const asked = left.slice(0, askedByIdMax)
  // What was made a moment ago may show nowhere yet: it stays open, and is asked for again.
  const isYoung = ({ orderedAt, changedAt }: (typeof open)[number]) =>
    (orderedAt ?? changedAt).getTime() > eyes.now - overlapMs
  await mirrorById(eyes, idsOf(asked.filter(isYoung)))
  return await lookById(eyes, idsOf(asked.filter((row) => !isYoung(row))))
}

const idsOf = (rows: readonly { orderId: string }[]): string[] => rows.map(({ orderId }) => orderId)

const Asked = z.array(z.object({ order_id: z.string() }))

/**
 * Asks for some of ours that no list has shown for a while. The history is walked every day, so older ones want asking
 * only when it has passed them by.
 */
async function lookAtOurs(eyes: Eyes): Promise<string[]> {
  const before = (ms: number) => sql`${new Date(eyes.now - ms).toISOString()}::timestamptz`
  const { rows } = await eyes.deps.db.execute(sql`
    (select l.order_id from order_link l join request r on r.id = l.request_id and r.account_id = ${eyes.accountId}
      where l.linked_at < ${before(overlapMs)}
        and not exists (select from cloud_order o where o.account_id = ${eyes.accountId} and o.order_id = l.order_id)
      limit ${oursAskedMax})
    union all
    (select order_id from cloud_order where account_id = ${eyes.accountId} and request_id is not null
      and (seen_at < ${before(26 * hourMs)}
        or seen_at < ${before(hourMs)} and (ordered_at > ${before(30 * dayMs)} or missing_since is not null))
      order by seen_at limit ${oursAskedMax})`)
  return await lookById(
    eyes,
    Asked.parse(rows).map((row) => row.order_id),
  )
}

/** Mirrors each by its id; returns those that the cloud does not know, and notes that it does not. */
async function lookById(eyes: Eyes, ids: readonly string[]): Promise<string[]> {
  const missing = await mirrorById(eyes, ids)
  if (missing.length > 0) await noteMissing(eyes.deps.db, eyes.accountId, missing)
  return missing
}

async function mirrorById(eyes: Eyes, ids: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (const id of ids) {
    const order = await findAnywhere(eyes, id)
    if (order) await mirrorOrder(eyes.deps.db, eyes.accountId, order)
    else missing.push(id)
  }
  return missing
}

/** A list that lags or comes empty is no proof: the order's own page must be gone as well. */
async function findAnywhere({ reads, signal }: Eyes, id: string): Promise<Order | OrderDetail | undefined> {
  const listed = await findOrder(reads, id, { signal })
  if (listed) return listed
  try {
    return await showOrder(reads, id, { signal })
  } catch (thrown) {
    if (thrown instanceof CloudError && isUnknownOrder(thrown)) return undefined
    throw thrown
  }
}

/** billing.md §3.2; a 404 of the gateway is about the call. */
const isUnknownOrder = ({ code, isNotFound }: CloudError): boolean =>
  code === 'CBC.30000010' || (isNotFound && !code.startsWith('APIGW.'))

/** One that was promised to us and never listed gets a row too, so that people see that it is missing. */
async function noteMissing(db: Database, accountId: string, ids: readonly string[]): Promise<void> {
  await db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, ordered_at, raw, missing_since)
    select ${accountId}::uuid, id, 0, 0, (select linked_at from order_link where order_id = id), '{}', clock_timestamp()
    from unnest(${sql.param(ids)}::text[]) as missing (id)
    on conflict (account_id, order_id) do update set
      missing_since = coalesce(cloud_order.missing_since, excluded.missing_since), seen_at = clock_timestamp()`)
}

/** By the clock that stamps the rows. */
export async function databaseNow(db: Database): Promise<Date> {
  const { rows } = await db.execute(sql`select clock_timestamp()::text as now`)
  return z.object({ now: z.coerce.date() }).parse(rows[0]).now
}
