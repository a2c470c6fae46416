import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requireAnywhere } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { groupMember } from '#lib/db/people-schema.ts'
import { AppError } from '#lib/errors.ts'
import { askSecondOwner } from './ask.ts'
import { isWeighty, lockManagedGroup } from './group-facts.ts'
import { recordGroup } from './groups.ts'
import { findManaged, requireOwnerLeft } from './reach.ts'
import type { Outcome } from './roles.ts'

export const GroupMember = z.strictObject({ groupId: z.uuid(), personId: z.uuid() })
export type GroupMember = z.output<typeof GroupMember>

/**
 * Lets a person join a group. Where the group has, or waits for, a role that spends or approves, a second owner confirms it
 * first. Throws `forbidden` where no second owner exists, `conflict` when the person is in it or is about to be.
 */
export async function addMember(ctx: Context, wanted: GroupMember): Promise<Outcome> {
  requireAnywhere(ctx, 'person:manage')
  return ctx.db.transaction(async (tx): Promise<Outcome> => {
    const { groupId, personId } = wanted
    const { roles } = await lockManagedGroup(tx, ctx, groupId)
    await findManaged(tx, ctx, personId)
    const [held] = await tx.select({ personId: groupMember.personId }).from(groupMember).where(isIt(wanted))
    if (held) throw new AppError('conflict', 'errors.isMember')
    if (isWeighty(roles)) {
      await askSecondOwner(tx, ctx, { kind: 'member', ...wanted })
      return { outcome: 'asked' }
    }
    await putMember(tx, ctx, wanted)
    return { outcome: 'done' }
  })
}

/** Writes who is in the group; the database gives them its roles. They sign in anew, with a new session id. */
export async function putMember(tx: Queryable, ctx: Context, { groupId, personId }: GroupMember): Promise<void> {
  await tx.insert(groupMember).values({ groupId, personId }).onConflictDoNothing()
  await endSessionsOf(tx, personId)
  await recordGroup(tx, ctx, 'group.member.add', { groupId, personId })
}

/** Takes a person out of a group at once. Throws `conflict` where an account would have no owner left. */
export async function removeMember(ctx: Context, wanted: GroupMember): Promise<Outcome> {
  requireAnywhere(ctx, 'person:manage')
  await ctx.db.transaction(async (tx) => {
    const { groupId, personId } = wanted
    const { roles } = await lockManagedGroup(tx, ctx, groupId)
    const removed = await tx.delete(groupMember).where(isIt(wanted)).returning({ personId: groupMember.personId })
    if (removed.length === 0) throw new AppError('conflict', 'errors.changedMeanwhile')
    await requireOwnerLeft(
      tx,
      roles.filter(({ role }) => role === 'owner').map(({ accountId }) => accountId),
    )
    await endSessionsOf(tx, personId)
    await recordGroup(tx, ctx, 'group.member.remove', { groupId, personId })
  })
  return { outcome: 'done' }
}

const isIt = ({ groupId, personId }: GroupMember) =>
  and(eq(groupMember.groupId, groupId), eq(groupMember.personId, personId))
