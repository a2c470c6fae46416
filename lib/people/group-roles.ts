import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { roles } from '#lib/auth/permissions.ts'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requirePermission } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { groupRole } from '#lib/db/people-schema.ts'
import { AppError } from '#lib/errors.ts'
import { askSecondOwner } from './ask.ts'
import { lockManagedGroup, membersOf } from './group-facts.ts'
import { recordGroup } from './groups.ts'
import { requireOwnerLeft, weighty } from './reach.ts'
import type { Outcome } from './roles.ts'

export const GroupRoleChange = z.strictObject({ groupId: z.uuid(), accountId: z.uuid(), role: z.enum(roles) })
export type GroupRoleChange = z.output<typeof GroupRoleChange>

/**
 * Gives a group a role on an account. Support is given at once; a role that spends or approves waits for a second owner who is
 * not in the group, whoever is in it now. Throws `forbidden` where none exists, `conflict` when the group has the role or
 * is about to get it.
 */
export async function giveGroupRole(ctx: Context, change: GroupRoleChange): Promise<Outcome> {
  requirePermission(ctx, 'person:manage', { accountId: change.accountId })
  return ctx.db.transaction(async (tx): Promise<Outcome> => {
    await lockManagedGroup(tx, ctx, change.groupId)
    const [held] = await tx.select({ role: groupRole.role }).from(groupRole).where(isIt(change))
    if (held) throw new AppError('conflict', 'errors.groupHasRole')
    if (weighty.has(change.role)) {
      await askSecondOwner(tx, ctx, { kind: 'group_role', ...change })
      return { outcome: 'asked' }
    }
    await putGroupRole(tx, ctx, change)
    return { outcome: 'done' }
  })
}

/** Writes the role; the database gives it to everybody in the group, and they sign in anew. */
export async function putGroupRole(tx: Queryable, ctx: Context, change: GroupRoleChange): Promise<void> {
  await tx.insert(groupRole).values(change).onConflictDoNothing()
  for (const personId of await membersOf(tx, change.groupId)) await endSessionsOf(tx, personId)
  await recordGroup(tx, ctx, 'group.role.give', change)
}

/** Takes a role from a group at once. Throws `conflict` where the account would have no owner left. */
export async function takeGroupRole(ctx: Context, change: GroupRoleChange): Promise<Outcome> {
  requirePermission(ctx, 'person:manage', { accountId: change.accountId })
  await ctx.db.transaction(async (tx) => {
    await lockManagedGroup(tx, ctx, change.groupId)
    const taken = await tx.delete(groupRole).where(isIt(change)).returning({ role: groupRole.role })
    if (taken.length === 0) throw new AppError('conflict', 'errors.changedMeanwhile')
    if (change.role === 'owner') await requireOwnerLeft(tx, [change.accountId])
    for (const personId of await membersOf(tx, change.groupId)) await endSessionsOf(tx, personId)
    await recordGroup(tx, ctx, 'group.role.take', change)
  })
  return { outcome: 'done' }
}

const isIt = ({ groupId, accountId, role }: GroupRoleChange) =>
  and(eq(groupRole.groupId, groupId), eq(groupRole.accountId, accountId), eq(groupRole.role, role))
