import { eq } from 'drizzle-orm'
import type { Role } from '#lib/auth/permissions.ts'
import type { Context } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personChange } from '#lib/db/people-schema.ts'
import { membership } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { confirmers } from './reach.ts'

export type Wanted =
  | { kind: 'role'; personId: string; accountId: string; role: Role }
  | { kind: 'link' | 'factors'; personId: string }

/**
 * Notes what one owner wants and another has to confirm. Throws `forbidden` where no second owner exists who could, and
 * `conflict` when it waits already.
 */
export async function askSecondOwner(tx: Queryable, ctx: Context, wanted: Wanted): Promise<void> {
  const askedBy = ctx.actor.personId
  const able = await confirmersOf(tx, wanted, askedBy)
  if (able.size === 0) throw new AppError('forbidden', 'errors.noSecondOwner')
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
  const { personId } = wanted
  return confirmers(tx, { accountIds: await accountsConcerned(tx, wanted), askedBy, personId })
}

/** The account of a role; of all else, those on which the person has one. */
export async function accountsConcerned(tx: Queryable, wanted: Wanted): Promise<string[]> {
  if (wanted.kind === 'role') return [wanted.accountId]
  const rows = await tx
    .selectDistinct({ accountId: membership.accountId })
    .from(membership)
    .where(eq(membership.personId, wanted.personId))
  return rows.map(({ accountId }) => accountId)
}

/** What was asked for or decided, in the books. */
export const recordChange = (tx: Queryable, { actor }: Context, event: string, wanted: Wanted) => {
  const { kind, personId } = wanted
  const ofRole = wanted.kind === 'role' ? { accountId: wanted.accountId } : {}
  const role = wanted.kind === 'role' ? { role: wanted.role } : {}
  return record(tx, {
    event,
    by: { kind: 'person', id: actor.personId },
    ...ofRole,
    detail: { kind, personId, ...role },
  })
}

/** The row as what somebody wanted. */
export function wantedOf({
  kind,
  personId,
  accountId,
  role,
}: Pick<typeof personChange.$inferSelect, 'kind' | 'personId' | 'accountId' | 'role'>): Wanted {
  if (kind !== 'role') return { kind, personId }
  if (accountId === null || role === null) throw new Error('A change of roles names no role')
  return { kind, personId, accountId, role }
}
