import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { clearFactors } from '#lib/auth/factors.ts'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requireAnywhere } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personChange } from '#lib/db/people-schema.ts'
import { membership } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { confirmersOf, recordChange, type Wanted, wantedOf } from './ask.ts'
import { lockGroup, manages } from './group-facts.ts'
import { putMember } from './group-members.ts'
import { putGroupRole } from './group-roles.ts'
import { makeLink } from './links.ts'
import { findManaged } from './reach.ts'
import { putRole } from './roles.ts'

export const DecideChange = z.strictObject({ id: z.uuid(), decision: z.enum(['confirm', 'refuse']) })
export type DecideChange = z.output<typeof DecideChange>

/**
 * Confirms or refuses what another owner asked for; whoever asked may take it back. A confirmed change holds at once; of
 * a new link the confirming owner gets what it holds. Throws `forbidden` for everybody else, `conflict` when it is
 * decided already or the one who asked is no owner any more.
 */
export async function decideChange(ctx: Context, { id, decision }: DecideChange): Promise<{ token?: string }> {
  requireAnywhere(ctx, 'person:manage')
  return ctx.db.transaction(async (tx) => {
    const [change] = await tx
      .select()
      .from(personChange)
      .where(and(eq(personChange.id, id), isNull(personChange.decision)))
      .for('update')
    if (!change) throw new AppError('conflict', 'errors.changedMeanwhile')
    const { askedBy } = change
    const wanted = wantedOf(change)
    const isTakenBack = decision === 'refuse' && askedBy === ctx.actor.personId
    // A group is locked by it, so that who is in it is the same until the end.
    if (decision === 'confirm') await requireOwnerStill(tx, askedBy, wanted)
    if (!isTakenBack) await requireConfirmer(tx, ctx, wanted, askedBy)
    await tx
      .update(personChange)
      .set({ decision, decidedBy: ctx.actor.personId, decidedAt: sql`clock_timestamp()` })
      .where(eq(personChange.id, id))
    await recordChange(tx, ctx, `person.change.${decision}`, wanted)
    if (decision === 'refuse') return {}
    return carryOut(tx, ctx, wanted)
  })
}

async function carryOut(tx: Queryable, ctx: Context, wanted: Wanted): Promise<{ token?: string }> {
  switch (wanted.kind) {
    case 'role':
      await putRole(tx, ctx, wanted)
      return {}
    case 'member':
      await putMember(tx, ctx, wanted)
      return {}
    case 'group_role': {
      const { groupId, accountId, role } = wanted
      await putGroupRole(tx, ctx, { groupId, accountId, role })
      return {}
    }
    case 'link':
      return { token: await makeLink(tx, ctx, wanted.personId) }
    case 'factors':
      await clearFactors(tx, wanted.personId)
      await endSessionsOf(tx, wanted.personId)
      return {}
  }
}

async function requireConfirmer(tx: Queryable, ctx: Context, wanted: Wanted, askedBy: string): Promise<void> {
  const able = await confirmersOf(tx, wanted, askedBy)
  if (!able.has(ctx.actor.personId)) throw new AppError('forbidden', 'errors.anotherOwnerConfirms')
}

/** An owner's wish ends with the role. */
async function requireOwnerStill(tx: Queryable, askedBy: string, wanted: Wanted): Promise<void> {
  const memberships = await tx
    .select({ accountId: membership.accountId, role: membership.role })
    .from(membership)
    .where(and(eq(membership.personId, askedBy), eq(membership.role, 'owner')))
  const asker = { actor: { kind: 'person' as const, personId: askedBy, name: '', memberships } }
  if ('groupId' in wanted) {
    const group = await lockGroup(tx, wanted.groupId)
    if (!group || !manages(asker.actor, group.roles)) throw new AppError('conflict', 'errors.changedMeanwhile')
  }
  if ('accountId' in wanted && !memberships.some(({ accountId }) => accountId === wanted.accountId))
    throw new AppError('conflict', 'errors.changedMeanwhile')
  if ('personId' in wanted) await findManaged(tx, asker, wanted.personId)
}
