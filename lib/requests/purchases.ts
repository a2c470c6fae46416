import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { purchaseSwitch } from '../db/schema.ts'
import { AppError, withParams } from '../errors.ts'
import { record } from './store.ts'

export const ResumePurchases = z.strictObject({})

/** Lets purchases go on. Throws `forbidden`, and `conflict` while a freeze still lasts. */
export async function resumePurchases(ctx: Context): Promise<null> {
  // The switch is one for all accounts: who may work it on one of them may work it.
  if (accountsWith(ctx.actor, 'purchase:resume').length === 0) throw new AppError('forbidden', 'denied.needsOwner')
  await ctx.db.transaction(async (tx) => {
    const [stop] = await tx.select().from(purchaseSwitch).for('update')
    const { rows } = await tx.execute(sql`select clock_timestamp() as now`)
    const now = z.coerce.date().parse(rows[0]?.['now'])
    if (stop?.thawAt && stop.thawAt > now)
      throw new AppError('conflict', withParams('errors.stillFrozen', { until: stop.thawAt.toISOString() }))
    await tx.update(purchaseSwitch).set({ stoppedAt: null, stoppedReason: null, thawAt: null })
    await record(tx, { event: 'purchases.resume', by: { kind: 'person', id: ctx.actor.personId } })
  })
  return null
}
