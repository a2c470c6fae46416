import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { ordersBefore } from '../cloud/services/bss-orders.ts'
import type { Queryable } from '../db/client.ts'
import { syncState } from '../db/mirror-schema.ts'
import type { WorkerDeps } from './deps.ts'
import { mirrorOrders } from './mirror.ts'
import type { Look, Looked, Looking } from './sync-look.ts'
import { databaseNow, spanMs } from './sync-orders.ts'

/** Nobody ordered anything before: the vendor's cloud opened later than this. An empty year costs one call. */
const beginning = Date.UTC(2010, 0, 1)
/** A walk through all of it is repeated so often, a page at a time, to see what changed or went unnoticed. */
const repeatMs = 24 * 3_600_000

const Progress = z.object({
  /** Orders made until then are still to be read, but for the first `offset` of that second. */
  until: z.coerce.date(),
  offset: z.number(),
  /** When all of it was last read. */
  doneAt: z.coerce.date().nullable(),
  /** Whether a walk is under way. */
  isWalking: z.boolean(),
})
type Progress = z.output<typeof Progress>

/**
 * Every order back to the first, from new to old, a page at a look. How far it has come is written with each page, so that
 * it goes on there whoever ends in between. The first walk takes page after page, later ones take their time.
 */
export const historyLook: Look = { look: lookAtHistory }

async function lookAtHistory(deps: WorkerDeps, { accountId, signal }: Looking): Promise<Looked> {
  const now = deps.clock.now().getTime()
  const at = await readProgress(deps.db, accountId)
  if (at?.isWalking === false && at.doneAt !== null && now - at.doneAt.getTime() < repeatMs) return { pace: 'rest' }
  const standing = at?.isWalking === true ? at : { until: new Date(now), offset: 0, doneAt: at?.doneAt ?? null }
  const from = new Date(Math.max(standing.until.getTime() - spanMs, beginning))
  const askedAt = await databaseNow(deps.db)
  const { orders, next } = await ordersBefore(await deps.reads(accountId), from, standing, { signal })
  // The year is read: on with the one before.
  const { until, offset } = next ?? { until: new Date(from.getTime() - 1000), offset: 0 }
  const isWalking = until.getTime() >= beginning
  const doneAt = isWalking ? standing.doneAt : new Date(now)
  await deps.db.transaction(async (tx) => {
    await mirrorOrders(tx, accountId, orders, askedAt)
    await writeProgress(tx, accountId, { until, offset, doneAt, isWalking })
  })
  if (!isWalking) return { pace: 'rest' }
  return { pace: standing.doneAt === null ? 'on' : 'soon' }
}

async function readProgress(db: Queryable, accountId: string): Promise<Progress | undefined> {
  const [row] = await db
    .select({ progress: syncState.progress })
    .from(syncState)
    .where(and(eq(syncState.accountId, accountId), eq(syncState.kind, 'order_history')))
  return Progress.safeParse(row?.progress).data
}

async function writeProgress(db: Queryable, accountId: string, progress: Progress): Promise<void> {
  await db
    .insert(syncState)
    .values({ accountId, kind: 'order_history', progress })
    .onConflictDoUpdate({ target: [syncState.accountId, syncState.kind], set: { progress: sql`excluded.progress` } })
}
