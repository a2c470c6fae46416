import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { roles } from '#lib/auth/permissions.ts'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requirePermission } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { membership } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { askSecondOwner } from './ask.ts'
import { findManaged, requireOwnerLeft, weighty } from './reach.ts'

export const RoleChange = z.strictObject({ personId: z.uuid(), accountId: z.uuid(), role: z.enum(roles) })
export type RoleChange = z.output<typeof RoleChange>

/** `done`: it holds from now on. `asked`: another owner has to confirm it first. */
export type Outcome = { outcome: 'done' | 'asked' }

/**
 * Gives a role on an account. Support is given at once; a role that spends or approves waits for a second owner. Throws
 * `forbidden` where no second owner exists, `conflict` when the person has the role or is about to get it.
 */
export async function giveRole(ctx: Context, change: RoleChange): Promise<Outcome> {
  requirePermission(ctx, 'person:manage', { accountId: change.accountId })
  return ctx.db.transaction(async (tx) => {
    await findManaged(tx, ctx, change.personId)
    return give(tx, ctx, change)
  })
}

/** As `giveRole`, within a transaction, for somebody whom the actor may manage. */
export async function give(tx: Queryable, ctx: Context, change: RoleChange): Promise<Outcome> {
  const { personId, accountId, role } = change
  const [held] = await tx.select({ role: membership.role }).from(membership).where(own(change))
  if (held) throw new AppError('conflict', 'errors.hasRole')
  if (weighty.has(role)) {
    await askSecondOwner(tx, ctx, { kind: 'role', personId, accountId, role })
    return { outcome: 'asked' }
  }
  await putRole(tx, ctx, change)
  return { outcome: 'done' }
}

/** Writes the role. Who has more or other rights than at sign-in signs in anew, with a new session id. */
export async function putRole(tx: Queryable, ctx: Context, change: RoleChange): Promise<void> {
  await tx.insert(membership).values(change).onConflictDoNothing()
  await endSessionsOf(tx, change.personId)
  await recordRole(tx, ctx, 'person.role.give', change)
}

/** A role of one's own, and not of a group. */
const own = ({ personId, accountId, role }: RoleChange): SQL | undefined =>
  and(
    eq(membership.personId, personId),
    eq(membership.accountId, accountId),
    eq(membership.role, role),
    isNull(membership.groupId),
  )

/** Takes a role away at once; what a group gives stays. Throws `conflict` for the last owner of the account. */
export async function takeRole(ctx: Context, change: RoleChange): Promise<Outcome> {
  const { personId, accountId, role } = change
  requirePermission(ctx, 'person:manage', { accountId })
  await ctx.db.transaction(async (tx) => {
    const taken = await tx.delete(membership).where(own(change)).returning({ role: membership.role })
    if (taken.length === 0) throw new AppError('conflict', 'errors.changedMeanwhile')
    if (role === 'owner') await requireOwnerLeft(tx, [accountId])
    await endSessionsOf(tx, personId)
    await recordRole(tx, ctx, 'person.role.take', change)
  })
  return { outcome: 'done' }
}

const recordRole = (tx: Queryable, { actor }: Context, event: string, { personId, accountId, role }: RoleChange) =>
  record(tx, { event, by: { kind: 'person', id: actor.personId }, accountId, detail: { personId, role } })
