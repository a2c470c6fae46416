import { and, asc, count, desc, eq, inArray, isNotNull, isNull, max, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Context, requireAnywhere } from '#lib/context.ts'
import { personChange, personGroup, personLink, secondFactor } from '#lib/db/people-schema.ts'
import { cloudAccount, membership, person, session } from '#lib/db/schema.ts'
import { accountsConcerned, confirmersOf, wantedOf } from './ask.ts'
import { listGroups } from './list-groups.ts'
import { managedAccounts } from './reach.ts'

/**
 * The people of the accounts that the actor owns, those without any role, and the changes that wait for an owner. Roles
 * on other accounts are not told.
 */
export async function readPeople(ctx: Context) {
  requireAnywhere(ctx, 'person:manage')
  const accountIds = managedAccounts(ctx.actor)
  const [accounts, people, changes, groups] = await Promise.all([
    ctx.db
      .select({ id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region })
      .from(cloudAccount)
      .where(inArray(cloudAccount.id, accountIds))
      .orderBy(asc(cloudAccount.name)),
    listPeople(ctx, accountIds),
    listChanges(ctx, accountIds),
    listGroups(ctx),
  ])
  const known = new Set(people.map(({ id }) => id))
  return {
    accounts,
    people,
    changes,
    // Whom one may not see is counted and not named.
    groups: groups.map(({ memberIds, ...group }) => ({
      ...group,
      memberIds: memberIds.filter((id) => known.has(id)),
      unnamed: memberIds.filter((id) => !known.has(id)).length,
    })),
    me: ctx.actor.personId,
  }
}

async function listPeople({ db }: Context, accountIds: string[]) {
  const isMember = sql`exists (select from membership m where m.person_id = ${person.id} and ${inArray(sql`m.account_id`, accountIds)})`
  const isInvitedHere = sql`exists (select from person_change c where c.person_id = ${person.id}
    and c.decision is null and ${inArray(sql`c.account_id`, accountIds)})`
  const hasNoRole = sql`not exists (select from membership m where m.person_id = ${person.id})`
  const [rows, held, seen, factors, links] = await Promise.all([
    db
      .select({
        id: person.id,
        name: person.name,
        email: person.email,
        disabledAt: person.disabledAt,
        joinedAt: person.joinedAt,
      })
      .from(person)
      .where(or(isMember, isInvitedHere, hasNoRole))
      .orderBy(sql`${person.disabledAt} is not null`, asc(person.name), asc(person.email)),
    db.select().from(membership).where(inArray(membership.accountId, accountIds)),
    db
      .select({ personId: session.personId, at: max(session.seenAt) })
      .from(session)
      .groupBy(session.personId),
    db
      .select({ personId: secondFactor.personId, count: count() })
      .from(secondFactor)
      .where(isNotNull(secondFactor.confirmedAt))
      .groupBy(secondFactor.personId),
    db
      .select({ personId: personLink.personId, expiresAt: personLink.expiresAt })
      .from(personLink)
      .where(
        and(isNull(personLink.usedAt), isNull(personLink.revokedAt), sql`${personLink.expiresAt} > clock_timestamp()`),
      ),
  ])
  return rows.map(({ disabledAt, joinedAt, ...row }) => ({
    ...row,
    state: disabledAt !== null ? ('disabled' as const) : joinedAt === null ? ('invited' as const) : ('active' as const),
    roles: held
      .filter(({ personId, groupId }) => personId === row.id && groupId === null)
      .map(({ accountId, role }) => ({ accountId, role })),
    groupRoles: held.flatMap(({ personId, accountId, role, groupId }) =>
      personId === row.id && groupId !== null ? [{ accountId, role, groupId }] : [],
    ),
    seenAt: seen.find(({ personId }) => personId === row.id)?.at ?? null,
    hasFactor: factors.some(({ personId }) => personId === row.id),
    linkUntil: links.find(({ personId }) => personId === row.id)?.expiresAt ?? null,
  }))
}

/** What waits for an owner: on one's own accounts, and on others that have no second owner of their own. */
async function listChanges({ db, actor }: Context, accountIds: string[]) {
  const asker = alias(person, 'asker')
  const rows = await db
    .select({
      id: personChange.id,
      kind: personChange.kind,
      role: personChange.role,
      accountId: personChange.accountId,
      account: cloudAccount.name,
      groupId: personChange.groupId,
      group: personGroup.name,
      size: sql<number>`(select count(*)::int from group_member m where m.group_id = ${personChange.groupId})`,
      personId: personChange.personId,
      person: person.name,
      email: person.email,
      askedBy: personChange.askedBy,
      asker: asker.name,
      askedAt: personChange.askedAt,
    })
    .from(personChange)
    .leftJoin(person, eq(person.id, personChange.personId))
    .leftJoin(personGroup, eq(personGroup.id, personChange.groupId))
    .innerJoin(asker, eq(asker.id, personChange.askedBy))
    .leftJoin(cloudAccount, eq(cloudAccount.id, personChange.accountId))
    .where(isNull(personChange.decision))
    .orderBy(desc(personChange.askedAt))
    .limit(100)
  const shown = []
  for (const row of rows) {
    const { askedBy, ...told } = row
    const wanted = wantedOf(row)
    const able = await confirmersOf(db, wanted, askedBy)
    const canConfirm = able.has(actor.personId)
    const concerned = await accountsConcerned(db, wanted)
    if (canConfirm || concerned.some((each) => accountIds.includes(each)))
      shown.push({ ...told, canConfirm, isMine: askedBy === actor.personId })
  }
  return shown
}

export type People = Awaited<ReturnType<typeof readPeople>>
