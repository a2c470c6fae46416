import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { PersonActor, Role } from '#lib/auth/permissions.ts'
import type { Context } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { groupMember, groupRole, personChange, personGroup } from '#lib/db/people-schema.ts'
import { AppError } from '#lib/errors.ts'
import { managedAccounts, weighty } from './reach.ts'

export type GroupRole = { accountId: string; role: Role }

/** The ids of everybody in the group. */
export const membersOf = async (tx: Queryable, groupId: string): Promise<string[]> =>
  (await tx.select({ personId: groupMember.personId }).from(groupMember).where(eq(groupMember.groupId, groupId))).map(
    ({ personId }) => personId,
  )

/** What whoever joins the group may come to hold: its roles, and those that wait for a second owner. */
export async function rolesOfGroup(tx: Queryable, groupId: string): Promise<GroupRole[]> {
  const held = await tx
    .select({ accountId: groupRole.accountId, role: groupRole.role })
    .from(groupRole)
    .where(eq(groupRole.groupId, groupId))
  const waiting = await tx
    .select({ accountId: personChange.accountId, role: personChange.role })
    .from(personChange)
    .where(
      and(
        eq(personChange.groupId, groupId),
        eq(personChange.kind, 'group_role'),
        isNull(personChange.decision),
        isNotNull(personChange.accountId),
      ),
    )
  return [
    ...held,
    ...waiting.flatMap(({ accountId, role }) => (accountId === null || role === null ? [] : [{ accountId, role }])),
  ]
}

export const isWeighty = (roles: readonly GroupRole[]): boolean => roles.some(({ role }) => weighty.has(role))

type LockedGroup = { id: string; name: string; roles: GroupRole[] }

/** The group, locked until the transaction ends, so that nobody joins it and it gets no role meanwhile; undefined without. */
export async function lockGroup(tx: Queryable, groupId: string): Promise<LockedGroup | undefined> {
  const [found] = await tx
    .select({ id: personGroup.id, name: personGroup.name })
    .from(personGroup)
    .where(eq(personGroup.id, groupId))
    .for('no key update')
  return found && { ...found, roles: await rolesOfGroup(tx, groupId) }
}

/** Whether the actor owns every account on which a group has one of these roles; one without any is every owner's. */
export function manages(actor: PersonActor, roles: readonly GroupRole[]): boolean {
  const mine = new Set(managedAccounts(actor))
  return mine.size > 0 && roles.every(({ accountId }) => mine.has(accountId))
}

/** As `lockGroup`. Throws `not_found` where no account of it is the actor's, `forbidden` where not all of them are. */
export async function lockManagedGroup(
  tx: Queryable,
  { actor }: Pick<Context, 'actor'>,
  groupId: string,
): Promise<LockedGroup> {
  const found = await lockGroup(tx, groupId)
  if (found && manages(actor, found.roles)) return found
  const mine = new Set(managedAccounts(actor))
  if (!found?.roles.some(({ accountId }) => mine.has(accountId)))
    throw new AppError('not_found', 'errors.groupNotFound')
  throw new AppError('forbidden', 'errors.groupElsewhere')
}
