import { and, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import { accountsWith, type PersonActor, type Role } from '#lib/auth/permissions.ts'
import type { Context } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personChange } from '#lib/db/people-schema.ts'
import { cloudAccount, membership, person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'

/** The roles that spend, approve, or give these to others: two owners are needed to give one. */
export const weighty: ReadonlySet<Role> = new Set<Role>(['owner', 'admin', 'reviewer'])

/** The accounts whose people `actor` manages. */
export const managedAccounts = (actor: PersonActor): string[] => accountsWith(actor, 'person:manage')

type ManagedPerson = Pick<
  typeof person.$inferSelect,
  'id' | 'name' | 'email' | 'disabledAt' | 'joinedAt' | 'passwordHash'
> & { memberships: { accountId: string; role: Role }[] }

/**
 * The person `personId` with all their roles, for an owner of an account on which they have a role or are to get one; or
 * of any, as long as they have none. Throws `not_found` for everybody else's people.
 */
export async function findManaged(
  tx: Queryable,
  ctx: Pick<Context, 'actor'>,
  personId: string,
): Promise<ManagedPerson> {
  const [found] = await tx.select().from(person).where(eq(person.id, personId))
  const memberships = await tx
    .select({ accountId: membership.accountId, role: membership.role })
    .from(membership)
    .where(eq(membership.personId, personId))
  const mine = new Set(managedAccounts(ctx.actor))
  const isMine = memberships.length === 0 || memberships.some(({ accountId }) => mine.has(accountId))
  if (!found || mine.size === 0 || !(isMine || (await isToJoin(tx, personId, [...mine]))))
    throw new AppError('not_found', 'errors.personNotFound')
  return { ...found, memberships }
}

async function isToJoin(tx: Queryable, personId: string, accountIds: string[]): Promise<boolean> {
  const [open] = await tx
    .select({ id: personChange.id })
    .from(personChange)
    .where(
      and(
        eq(personChange.personId, personId),
        isNull(personChange.decision),
        inArray(personChange.accountId, accountIds),
      ),
    )
    .limit(1)
  return open !== undefined
}

const canAct = and(isNull(person.disabledAt), isNotNull(person.joinedAt))

/**
 * Who may confirm a change that `askedBy` asks for and that is about the people `about`: the other owners of these accounts;
 * where there is none, the owners of the console's other accounts. Never one of them. Nobody when the console has one
 * owner only.
 */
export async function confirmers(
  tx: Queryable,
  { accountIds, askedBy, about }: { accountIds: string[]; askedBy: string; about: string[] },
): Promise<Set<string>> {
  const owners = await tx
    .select({ personId: membership.personId, accountId: membership.accountId })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.role, 'owner'), canAct, notInArray(membership.personId, [askedBy, ...about])))
  const near = owners.filter(({ accountId }) => accountIds.includes(accountId))
  return new Set((near.length > 0 ? near : owners).map((owner) => owner.personId))
}

/**
 * Throws `conflict` when one of these accounts has no owner any more who can sign in: call it after the change that may have
 * taken the last. The accounts stay locked until the transaction ends, so that two owners do not leave at once.
 */
export async function requireOwnerLeft(tx: Queryable, accountIds: string[]): Promise<void> {
  for (const accountId of [...new Set(accountIds)].toSorted()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 4024))`)
    const left = await tx
      .select({ id: person.id })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(and(eq(membership.accountId, accountId), eq(membership.role, 'owner'), canAct))
      .limit(1)
    if (left.length > 0) continue
    const [account] = await tx
      .select({ name: cloudAccount.name })
      .from(cloudAccount)
      .where(eq(cloudAccount.id, accountId))
    throw new AppError('conflict', `errors.lastOwner|${JSON.stringify({ account: account?.name ?? '' })}`)
  }
}
