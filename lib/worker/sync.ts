import { type SQL, and, count, eq, inArray, sql } from 'drizzle-orm'
import { allOrders } from '../cloud/services/bss-orders.ts'
import { allServers } from '../cloud/services/cph-servers.ts'
import type { Transaction } from '../db/client.ts'
import { cloudOrder, syncState } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import { noteTrouble } from './account-state.ts'
import type { WorkerDeps } from './deps.ts'
import { markGone, mirrorOrder, mirrorServers } from './mirror.ts'

const kinds = {
  orders: syncOrders,
  phone_servers: syncServers,
} as const

/** A first look goes back a year (the billing service's longest span), later ones a day, and further to what is open. */
const yearMs = 364 * 24 * 3_600_000
const dayMs = 24 * 3_600_000

/**
 * Mirrors every active account that nobody has mirrored for `everyMs`. One worker at a time does an account: the others
 * skip it, so that the cloud is asked as often by ten workers as by one.
 */
export async function syncAccounts(deps: WorkerDeps, everyMs = 0): Promise<void> {
  const accounts = await deps.db
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(eq(cloudAccount.state, 'active'))
  for (const account of accounts) await syncAccount(deps, account.id, everyMs)
}

/** Mirrors one account's orders and servers, and notes when, or why not. */
async function syncAccount(deps: WorkerDeps, accountId: string, everyMs: number): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select pg_try_advisory_xact_lock(4012, hashtext(${accountId})) as free`)
    if (rows[0]?.free !== true || (await isFresh(tx, accountId, Object.keys(kinds), everyMs))) return
    for (const [kind, sync] of Object.entries(kinds)) await noted(deps, accountId, kind, () => sync(deps, accountId))
  })
}

/** Whether all of `wanted` were mirrored within the last `everyMs`, give or take a tenth: loops do not tick alike. */
export async function isFresh(
  tx: Transaction,
  accountId: string,
  wanted: readonly string[],
  everyMs: number,
): Promise<boolean> {
  const [row] = await tx
    .select({ fresh: count() })
    .from(syncState)
    .where(
      and(
        eq(syncState.accountId, accountId),
        inArray(syncState.kind, [...wanted]),
        sql`${syncState.asOf} > clock_timestamp() - ${everyMs * 0.9} * interval '1 millisecond'`,
      ),
    )
  return row?.fresh === wanted.length
}

/**
 * Runs a look at the cloud and notes when it was, or why it failed. What `sync` returns is noted with the success: that the
 * account has not enabled the service, say.
 */
export async function noted(
  deps: WorkerDeps,
  accountId: string,
  kind: string,
  sync: () => Promise<string | undefined>,
): Promise<void> {
  const write = (values: { asOf?: SQL; failedAt: SQL | null; failure: string | null }) =>
    deps.db
      .insert(syncState)
      .values({ accountId, kind, ...values })
      .onConflictDoUpdate({ target: [syncState.accountId, syncState.kind], set: values })
  try {
    const remark = await sync()
    await write({ asOf: sql`clock_timestamp()`, failedAt: null, failure: remark ?? null })
  } catch (thrown) {
    const trouble = await noteTrouble(deps, accountId, thrown).catch((unexpected: unknown) => {
      log.error({ accountId, error: toError(unexpected), workerId: deps.workerId }, 'mirroring an account failed')
      return { code: 'internal', message: '' }
    })
    await write({
      failedAt: sql`clock_timestamp()`,
      failure: `${trouble.code} ${trouble.message}`.trim().slice(0, 300),
    })
  }
}

async function syncOrders(deps: WorkerDeps, accountId: string): Promise<undefined> {
  const now = deps.clock.now().getTime()
  const [known] = await deps.db
    .select({
      any: sql<boolean>`count(*) > 0`,
      oldestOpen: sql<Date | null>`min(${cloudOrder.orderedAt}) filter (where ${cloudOrder.status} not in (4, 5))`,
    })
    .from(cloudOrder)
    .where(eq(cloudOrder.accountId, accountId))
  const since = known?.any
    ? Math.max(now - yearMs, Math.min(now - dayMs, known.oldestOpen ? new Date(known.oldestOpen).getTime() : now))
    : now - yearMs
  const reads = await deps.reads(accountId)
  const orders = await allOrders(reads, { createdFrom: new Date(since), createdUntil: new Date(now + 60_000) })
  for (const order of orders) await mirrorOrder(deps.db, accountId, order)
}

async function syncServers(deps: WorkerDeps, accountId: string): Promise<undefined> {
  const servers = await allServers(await deps.reads(accountId))
  const present = servers.filter((server) => server.status !== 6)
  await mirrorServers(deps, accountId, present)
  await markGone(
    deps.db,
    accountId,
    present.map((server) => server.id),
  )
}
