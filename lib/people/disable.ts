import { and, eq, isNull, sql } from 'drizzle-orm'
import { clearFactors } from '#lib/auth/factors.ts'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requireAnywhere } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { askSecondOwner } from './ask.ts'
import { type PersonId, revokeLinks } from './links.ts'
import { findManaged, requireOwnerLeft, weighty } from './reach.ts'
import type { Outcome } from './roles.ts'

/**
 * Lets a person in no longer: sessions, open pages and links end at once; roles are kept for later. Throws `conflict` for
 * the last owner of an account, and for oneself.
 */
export async function disablePerson(ctx: Context, { personId }: PersonId): Promise<Outcome> {
  requireAnywhere(ctx, 'person:manage')
  if (personId === ctx.actor.personId) throw new AppError('conflict', 'errors.notYourself')
  await ctx.db.transaction(async (tx) => {
    const { memberships } = await findManaged(tx, ctx, personId)
    const disabled = await tx
      .update(person)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(and(eq(person.id, personId), isNull(person.disabledAt)))
      .returning({ id: person.id })
    if (disabled.length === 0) throw new AppError('conflict', 'errors.changedMeanwhile')
    const owned = memberships.filter(({ role }) => role === 'owner').map(({ accountId }) => accountId)
    await requireOwnerLeft(tx, owned)
    await endSessionsOf(tx, personId)
    await revokeLinks(tx, personId)
    await recordOf(tx, ctx, 'person.disable', personId)
  })
  return { outcome: 'done' }
}

/** Lets a disabled person in again, with the roles they have. They sign in as before. */
export async function enablePerson(ctx: Context, { personId }: PersonId): Promise<Outcome> {
  requireAnywhere(ctx, 'person:manage')
  await ctx.db.transaction(async (tx) => {
    const { disabledAt } = await findManaged(tx, ctx, personId)
    if (disabledAt === null) throw new AppError('conflict', 'errors.changedMeanwhile')
    await tx.update(person).set({ disabledAt: null }).where(eq(person.id, personId))
    await recordOf(tx, ctx, 'person.enable', personId)
  })
  return { outcome: 'done' }
}

/**
 * Forgets the second factors of somebody who lost them; the next sign-in sets one up. Where the person may spend or
 * approve anywhere it waits for a second owner. Nobody clears their own.
 */
export async function clearFactorsOf(ctx: Context, { personId }: PersonId): Promise<Outcome> {
  requireAnywhere(ctx, 'person:manage')
  if (personId === ctx.actor.personId) throw new AppError('conflict', 'errors.notYourself')
  return ctx.db.transaction(async (tx): Promise<Outcome> => {
    const { memberships } = await findManaged(tx, ctx, personId)
    if (memberships.some(({ role }) => weighty.has(role))) {
      await askSecondOwner(tx, ctx, { kind: 'factors', personId })
      return { outcome: 'asked' }
    }
    await clearFactors(tx, personId)
    await endSessionsOf(tx, personId)
    await recordOf(tx, ctx, 'person.factors.clear', personId)
    return { outcome: 'done' }
  })
}

const recordOf = (tx: Queryable, { actor }: Context, event: string, personId: string) =>
  record(tx, { event, by: { kind: 'person', id: actor.personId }, detail: { personId } })
