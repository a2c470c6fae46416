import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requireAnywhere } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personChange, personGroup } from '#lib/db/people-schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { lockManagedGroup, membersOf } from './group-facts.ts'
import { requireOwnerLeft } from './reach.ts'

const GroupName = z.string().trim().min(1, 'errors.required').max(60)

export const NewGroup = z.strictObject({ name: GroupName })
export type NewGroup = z.output<typeof NewGroup>

/** Makes a group with nobody in it and no role. Throws `invalid` at the field when another is called so. */
export async function createGroup(ctx: Context, { name }: NewGroup): Promise<{ groupId: string }> {
  requireAnywhere(ctx, 'person:manage')
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx
      .insert(personGroup)
      .values({ name })
      .onConflictDoNothing()
      .returning({ groupId: personGroup.id })
    if (!made) throw nameTaken()
    await recordGroup(tx, ctx, 'group.create', { groupId: made.groupId, name })
    return made
  })
}

export const RenameGroup = z.strictObject({ groupId: z.uuid(), name: GroupName })
export type RenameGroup = z.output<typeof RenameGroup>

/** Calls a group otherwise. Throws `invalid` at the field when another is called so. */
export async function renameGroup(ctx: Context, { groupId, name }: RenameGroup): Promise<{ groupId: string }> {
  requireAnywhere(ctx, 'person:manage')
  return ctx.db.transaction(async (tx) => {
    const before = await lockManagedGroup(tx, ctx, groupId)
    const [other] = await tx
      .select({ id: personGroup.id })
      .from(personGroup)
      .where(sql`lower(${personGroup.name}) = lower(${name}) and ${personGroup.id} <> ${groupId}`)
    if (other) throw nameTaken()
    await tx.update(personGroup).set({ name }).where(eq(personGroup.id, groupId))
    await recordGroup(tx, ctx, 'group.rename', { groupId, before: { name: before.name }, after: { name } })
    return { groupId }
  })
}

export const GroupId = z.strictObject({ groupId: z.uuid() })
export type GroupId = z.output<typeof GroupId>

/** Ends a group: what it gave is taken away at once. Throws `conflict` where an account would have no owner left. */
export async function deleteGroup(ctx: Context, { groupId }: GroupId): Promise<Record<string, never>> {
  requireAnywhere(ctx, 'person:manage')
  await ctx.db.transaction(async (tx) => {
    // In the order in which a decision takes them.
    await tx.select({ id: personChange.id }).from(personChange).where(eq(personChange.groupId, groupId)).for('update')
    const { name, roles } = await lockManagedGroup(tx, ctx, groupId)
    const members = await membersOf(tx, groupId)
    await tx.delete(personGroup).where(eq(personGroup.id, groupId))
    await requireOwnerLeft(
      tx,
      roles.filter(({ role }) => role === 'owner').map(({ accountId }) => accountId),
    )
    for (const personId of members) await endSessionsOf(tx, personId)
    await recordGroup(tx, ctx, 'group.delete', { groupId, name })
  })
  return {}
}

/** What was done to a group, in the books. */
export const recordGroup = (
  tx: Queryable,
  { actor }: Context,
  event: string,
  { accountId, ...detail }: Record<string, unknown> & { groupId: string; accountId?: string },
) =>
  record(tx, {
    event,
    by: { kind: 'person', id: actor.personId },
    ...(accountId !== undefined && { accountId }),
    detail,
  })

const nameTaken = () => new AppError('invalid', 'errors.groupNameTaken', { fields: { name: 'errors.groupNameTaken' } })
