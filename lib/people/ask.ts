import { eq } from 'drizzle-orm'
import type { Role } from '#lib/auth/permissions.ts'
import type { Context } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personChange } from '#lib/db/people-schema.ts'
import { membership } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { membersOf, rolesOfGroup } from './group-facts.ts'
import { confirmers } from './reach.ts'

export type Wanted =
  | { kind: 'role'; personId: string; accountId: string; role: Role }
  | { kind: 'link' | 'factors'; personId: string }
  | { kind: 'member'; personId: string; groupId: string }
  | { kind: 'group_role'; groupId: string; accountId: string; role: Role }

/**
 * Notes what one owner wants and another has to confirm. Throws `forbidden` where no second owner exists who could, and
 * `conflict` when it waits already.
 */
export async function askSecondOwner(tx: Queryable, ctx: Context, wanted: Wanted): Promise<void> {
  const askedBy = ctx.actor.personId
  const able = await confirmersOf(tx, wanted, askedBy)
  if (able.size === 0)
    throw new AppError('forbidden', wanted.kind === 'group_role' ? 'errors.noOwnerOutside' : 'errors.noSecondOwner')
  const [asked] = await tx
    .insert(personChange)
    .values({ ...wanted, askedBy })
    .onConflictDoNothing()
    .returning({ id: personChange.id })
  if (!asked) throw new AppError('conflict', 'errors.alreadyAsked')
  await recordChange(tx, ctx, 'person.change.ask', wanted)
}

/** Who may confirm `wanted`, asked for by `askedBy`. */
export async function confirmersOf(tx: Queryable, wanted: Wanted, askedBy: string): Promise<Set<string>> {
  const about = wanted.kind === 'group_role' ? await membersOf(tx, wanted.groupId) : [wanted.personId]
  const accountIds = await accountsConcerned(tx, wanted)
  if (wanted.kind !== 'member') return confirmers(tx, { accountIds, askedBy, about })
  // To join a group is to get its roles on each of its accounts: whoever confirms may give each.
  let able: Set<string> | undefined
  for (const accountId of accountIds) {
    const here = await confirmers(tx, { accountIds: [accountId], askedBy, about })
    able = able === undefined ? here : new Set([...able].filter((each) => here.has(each)))
  }
  return able ?? confirmers(tx, { accountIds, askedBy, about })
}

/** The accounts of a role, or of a group; of all else, those on which the person has a role. */
export async function accountsConcerned(tx: Queryable, wanted: Wanted): Promise<string[]> {
  if (wanted.kind === 'role' || wanted.kind === 'group_role') return [wanted.accountId]
  if (wanted.kind === 'member')
    return [...new Set((await rolesOfGroup(tx, wanted.groupId)).map((each) => each.accountId))]
  const rows = await tx
    .selectDistinct({ accountId: membership.accountId })
    .from(membership)
    .where(eq(membership.personId, wanted.personId))
  return rows.map(({ accountId }) => accountId)
}

/** What was asked for or decided, in the books. */
export const recordChange = (tx: Queryable, { actor }: Context, event: string, wanted: Wanted) =>
  record(tx, {
    event,
    by: { kind: 'person', id: actor.personId },
    ...('accountId' in wanted && { accountId: wanted.accountId }),
    detail: {
      kind: wanted.kind,
      ...('personId' in wanted && { personId: wanted.personId }),
      ...('groupId' in wanted && { groupId: wanted.groupId }),
      ...('role' in wanted && { role: wanted.role }),
    },
  })

/** The row as what somebody wanted. */
export function wantedOf({
  kind,
  personId,
  groupId,
  accountId,
  role,
}: Pick<typeof personChange.$inferSelect, 'kind' | 'personId' | 'groupId' | 'accountId' | 'role'>): Wanted {
  if (kind === 'group_role') {
    if (groupId === null || accountId === null || role === null) throw incomplete(kind)
    return { kind, groupId, accountId, role }
  }
  if (personId === null) throw incomplete(kind)
  if (kind === 'member') {
    if (groupId === null) throw incomplete(kind)
    return { kind, personId, groupId }
  }
  if (kind !== 'role') return { kind, personId }
  if (accountId === null || role === null) throw incomplete(kind)
  return { kind, personId, accountId, role }
}

// The constraints of the table exclude it.
const incomplete = (kind: string) => new Error(`A change of the kind ${kind} does not name all that it is about`)
