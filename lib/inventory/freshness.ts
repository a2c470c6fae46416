import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { syncState } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import type { Freshness, UnreadAccount } from '../page.ts'

/** What the worker looks at, each by itself. `orders` are the new and open ones; the history goes back to the first. */
export const mirrorKinds = [
  'orders',
  'order_history',
  'order_details',
  'jobs',
  'phone_servers',
  'desktops',
  'ecs_servers',
] as const
export type MirrorKind = (typeof mirrorKinds)[number]

/**
 * When the mirror of these kinds was last true for all of `accounts`: the oldest of their times, null while one of them was
 * never read. A failure counts only while it is younger than the last success, and of an account that is not stopped: why that
 * is stopped says more. Accounts that are retired are never read again, and count only among themselves.
 */
export async function freshnessOf(
  db: Queryable,
  kind: MirrorKind | readonly MirrorKind[],
  accounts: string[],
): Promise<Freshness> {
  const rows = await readSyncs(db, [kind].flat(), accounts)
  if (rows.length === 0) return { at: null, failedAt: null, failure: null }
  const times = rows.map(({ asOf }) => asOf?.getTime() ?? Number.NaN)
  const oldest = Math.min(...times)
  const stopped = rows.find(isStopped)
  const failed = rows.find(
    (row) => !isStopped(row) && row.failedAt !== null && (row.asOf === null || row.failedAt > row.asOf),
  )
  const isKnown = !Number.isNaN(oldest)
  return {
    at: isKnown ? new Date(oldest).toISOString() : null,
    ...(!isKnown && rows.some(({ asOf }) => asOf !== null) && { isPartly: true }),
    failedAt: failed?.failedAt?.toISOString() ?? null,
    failure: failed?.failure ?? null,
    ...(failed && { failed: { account: failed.account, at: failed.asOf?.toISOString() ?? null } }),
    ...(stopped && { stopped: { account: stopped.account, state: stopped.state, reason: stopped.reason } }),
  }
}

/** Of each account and kind when it was read, also where it never was. */
async function readSyncs(db: Queryable, kinds: readonly MirrorKind[], accounts: string[]) {
  if (accounts.length === 0) return []
  const rows = await db
    .select({
      id: cloudAccount.id,
      account: cloudAccount.name,
      region: cloudAccount.region,
      state: cloudAccount.state,
      reason: cloudAccount.stateReason,
      asOf: syncState.asOf,
      failedAt: syncState.failedAt,
      failure: syncState.failure,
    })
    .from(cloudAccount)
    .crossJoin(sql`unnest(${sql.param(kinds)}::text[]) as wanted (kind)`)
    .leftJoin(syncState, and(eq(syncState.accountId, cloudAccount.id), sql`${syncState.kind} = wanted.kind`))
    .where(inArray(cloudAccount.id, accounts))
    .orderBy(cloudAccount.name, cloudAccount.region)
  const inUse = rows.filter(({ state }) => state !== 'retired')
  return inUse.length > 0 ? inUse : rows
}

/** Those of `accounts` that are in use and of which none of `kinds` was ever read. */
export async function unreadOf(
  db: Queryable,
  kinds: readonly MirrorKind[],
  accounts: string[],
): Promise<UnreadAccount[]> {
  const inUse = (await readSyncs(db, kinds, accounts)).filter(({ state }) => state !== 'retired')
  return [...Map.groupBy(inUse, ({ id }) => id)].flatMap(([id, rows]) => {
    const [first] = rows
    if (!first || rows.some(({ asOf }) => asOf !== null)) return []
    const failure = rows.find(({ failedAt }) => failedAt !== null)?.failure ?? null
    return [{ id, name: first.account, region: first.region, isStopped: isStopped(first), failure }]
  })
}

const isStopped = <Row extends { state: string }>(row: Row): row is Row & { state: 'refused' | 'paused' } =>
  row.state === 'refused' || row.state === 'paused'

/** What `sync_state.failure` says, without a time of failure, when the account has not enabled the service. */
export const notEnabled = 'not_enabled'

/** Whether none of `accounts` has the service of `kind`; false while one of them was never asked. */
export async function isNotEnabled(db: Queryable, kind: MirrorKind, accounts: string[]): Promise<boolean> {
  if (accounts.length === 0) return false
  const rows = await db
    .select({ failure: syncState.failure })
    .from(syncState)
    .where(and(eq(syncState.kind, kind), inArray(syncState.accountId, accounts)))
  return rows.length === accounts.length && rows.every(({ failure }) => failure === notEnabled)
}
