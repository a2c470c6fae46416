import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { syncState } from '../db/mirror-schema.ts'
import { cloudAccount, person, purchaseSwitch, request } from '../db/schema.ts'
import { AppError, withParams } from '../errors.ts'
import type { PurchaseState } from './purchases-query.ts'
import { record } from './store.ts'

// The switch is one for all accounts: who may work it on one of them may work it.

export const StopPurchases = z.strictObject({ reason: z.string().trim().min(1, 'errors.required').max(1000) })

/**
 * Stops every purchase and payment of the console until an owner resumes them; what was sent already is followed. Throws
 * `forbidden`, and `conflict` when they are stopped already.
 */
export async function stopPurchases(ctx: Context, { reason }: z.output<typeof StopPurchases>): Promise<null> {
  if (accountsWith(ctx.actor, 'purchase:stop').length === 0) throw new AppError('forbidden', 'denied.needsOwner')
  const { personId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const stopped = await tx
      .update(purchaseSwitch)
      .set({ stoppedAt: sql`clock_timestamp()`, stoppedReason: reason, stoppedBy: personId })
      .where(sql`${purchaseSwitch.stoppedAt} is null`)
      .returning({ at: purchaseSwitch.stoppedAt })
    if (stopped.length === 0) throw new AppError('conflict', 'errors.alreadyStopped')
    await record(tx, { event: 'purchases.stop', by: { kind: 'person', id: personId }, detail: { reason } })
  })
  return null
}

export const ResumePurchases = z.strictObject({})

/** Lets purchases go on. Throws `forbidden`, and `conflict` while a freeze still lasts. */
export async function resumePurchases(ctx: Context): Promise<null> {
  if (accountsWith(ctx.actor, 'purchase:resume').length === 0) throw new AppError('forbidden', 'denied.needsOwner')
  const { personId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const [stop] = await tx.select().from(purchaseSwitch).for('update')
    const { rows } = await tx.execute(sql`select clock_timestamp() as now`)
    const now = z.coerce.date().parse(rows[0]?.['now'])
    if (stop?.thawAt && stop.thawAt > now)
      throw new AppError('conflict', withParams('errors.stillFrozen', { until: stop.thawAt.toISOString() }))
    await tx
      .update(purchaseSwitch)
      .set({ stoppedAt: null, stoppedReason: null, stoppedBy: null, resumedBy: personId, frozenAt: null, thawAt: null })
    // What waited for this is looked at now, and what a worker looks at, which may just have found them stopped, once more.
    await tx
      .update(request)
      .set({ wakeAt: sql`clock_timestamp()` })
      .where(
        sql`${request.state} in ('approved', 'claimed', 'ordered') and (${request.leaseUntil} > clock_timestamp()
          or ${request.stateReason} ->> 'words' in ('reasons.purchasesStopped', 'reasons.purchasesFrozen'))`,
      )
    await record(tx, { event: 'purchases.resume', by: { kind: 'person', id: personId } })
  })
  return null
}

export const NoQuestion = z.object({})

/** Whether purchases go on; if not, since when, by whom and why, and what is looked through before they may. */
export async function readPurchases(ctx: Context): Promise<PurchaseState> {
  const { db, actor, clock } = ctx
  const [found] = await db
    .select({ stop: purchaseSwitch, by: { id: person.id, name: person.name } })
    .from(purchaseSwitch)
    .leftJoin(person, eq(person.id, purchaseSwitch.stoppedBy))
  const stop = found?.stop
  const may = {
    canStop: accountsWith(actor, 'purchase:stop').length > 0,
    canResume: accountsWith(actor, 'purchase:resume').length > 0,
    asOf: clock.now().toISOString(),
  }
  if (!stop?.stoppedAt) return { ...may, stop: null }
  return {
    ...may,
    stop: {
      at: stop.stoppedAt.toISOString(),
      by: found?.by ?? null,
      reason: stop.stoppedReason,
      freeze: stop.thawAt && {
        since: (stop.frozenAt ?? stop.stoppedAt).toISOString(),
        thawAt: stop.thawAt.toISOString(),
        accounts: await lookedThrough(ctx, stop.frozenAt ?? stop.stoppedAt),
      },
    },
  }
}

type LookedThrough = NonNullable<NonNullable<PurchaseState['stop']>['freeze']>['accounts']

/** The person's accounts, and whether the orders of each were read whole since the freeze began. */
async function lookedThrough({ db, actor }: Context, since: Date): Promise<LookedThrough> {
  const readable = accountsWith(actor, 'order:read')
  if (readable.length === 0) return []
  const rows = await db
    .select({ id: cloudAccount.id, name: cloudAccount.name, asOf: syncState.asOf })
    .from(cloudAccount)
    .leftJoin(syncState, sql`${syncState.accountId} = ${cloudAccount.id} and ${syncState.kind} = 'orders'`)
    .where(inArray(cloudAccount.id, readable))
    .orderBy(asc(cloudAccount.name))
  return rows.map(({ id, name, asOf }) => ({
    id,
    name,
    readAt: asOf !== null && asOf >= since ? asOf.toISOString() : null,
  }))
}
