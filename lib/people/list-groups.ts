import { and, asc, isNull, sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { groupMember, groupRole, personChange, personGroup } from '#lib/db/people-schema.ts'
import { manages } from './group-facts.ts'
import { managedAccounts } from './reach.ts'

/**
 * The groups with a role on an account that the actor owns, and those without any, with who is in them. Roles on other
 * accounts are not told; `isManaged` says that there are none.
 */
export async function listGroups({ db, actor }: Context) {
  const [groups, members, held, waiting] = await Promise.all([
    db
      .select({ id: personGroup.id, name: personGroup.name })
      .from(personGroup)
      .orderBy(asc(sql`lower(${personGroup.name})`)),
    db.select().from(groupMember),
    db.select().from(groupRole),
    db
      .select({ groupId: personChange.groupId, accountId: personChange.accountId, role: personChange.role })
      .from(personChange)
      .where(and(isNull(personChange.decision), sql`${personChange.kind} = 'group_role'`)),
  ])
  const mine = new Set(managedAccounts(actor))
  const asked = waiting.flatMap(({ groupId, accountId, role }) =>
    accountId === null || role === null ? [] : [{ groupId, accountId, role }],
  )
  return groups.flatMap(({ id, name }) => {
    const roles = held.flatMap(({ groupId, accountId, role }) => (groupId === id ? [{ accountId, role }] : []))
    const all = [...roles, ...asked.filter(({ groupId }) => groupId === id)]
    if (all.length > 0 && !all.some(({ accountId }) => mine.has(accountId))) return []
    return [
      {
        id,
        name,
        roles: roles.filter(({ accountId }) => mine.has(accountId)),
        memberIds: members.flatMap(({ groupId, personId }) => (groupId === id ? [personId] : [])),
        isManaged: manages(actor, all),
      },
    ]
  })
}
