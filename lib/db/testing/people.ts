import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Membership, PersonActor, Role } from '#lib/auth/permissions.ts'
import { type Clock, systemClock } from '#lib/clock.ts'
import { type Browser, findSession, openSession, type SessionNeed } from '#lib/auth/sessions.ts'
import type { Context, SessionContext } from '#lib/context.ts'
import type { Database } from '../client.ts'
import { cloudAccount, membership, person } from '../schema.ts'

export type TestAccount = typeof cloudAccount.$inferSelect
export type TestPerson = { id: string; email: string; name: string }

/** A cloud account in `cn-north-4` whose sealed secrets nobody can open, unless `values` say otherwise. */
export async function createAccount(
  db: Database,
  values: Partial<typeof cloudAccount.$inferInsert> = {},
): Promise<TestAccount> {
  const [created] = await db
    .insert(cloudAccount)
    .values({
      name: 'Test account',
      site: 'china',
      region: 'cn-north-4',
      projectId: randomBytes(16).toString('hex'),
      domainId: randomBytes(16).toString('hex'),
      readAccessKey: 'READKEY0000000000000',
      readSecretSealed: 'not sealed',
      ...values,
    })
    .returning()
  if (!created) throw new Error('The account was not written')
  return created
}

/** A person with `roles` on `account` (none: a person who may do nothing). They cannot sign in unless given a hash. */
export async function createPerson(
  db: Database,
  {
    roles = [],
    account,
    name = 'Test Person',
    email = `${randomUUID()}@people.test`,
    passwordHash = null,
  }: {
    roles?: Role[]
    account?: Pick<TestAccount, 'id'>
    name?: string
    email?: string
    passwordHash?: string | null
  } = {},
): Promise<TestPerson> {
  const [created] = await db.insert(person).values({ email, name, passwordHash, joinedAt: new Date() }).returning()
  if (!created) throw new Error('The person was not written')
  if (account && roles.length > 0)
    await db.insert(membership).values(roles.map((role) => ({ personId: created.id, accountId: account.id, role })))
  return { id: created.id, email, name }
}

/** Takes a role away, as an owner would while the person is signed in. */
export async function removeRole(db: Database, personId: string, accountId: string, role: Role): Promise<void> {
  await db
    .delete(membership)
    .where(and(eq(membership.personId, personId), eq(membership.accountId, accountId), eq(membership.role, role)))
}

/** What a verb is given when `someone` acts: their memberships as the database has them now. */
export async function contextFor(db: Database, someone: TestPerson, clock: Clock = systemClock): Promise<Context> {
  const memberships: Membership[] = await db
    .select({ accountId: membership.accountId, role: membership.role })
    .from(membership)
    .where(eq(membership.personId, someone.id))
  const actor: PersonActor = { kind: 'person', personId: someone.id, name: someone.name, memberships }
  return { db, clock, actor, traceId: randomUUID() }
}

/** Where the sessions of tests are opened. */
export const testBrowser: Browser = { userAgent: 'test', address: '' }

/**
 * The same for verbs that decide, acting through `web`: the database takes a decision of those only who are signed in, which
 * `db`, its owner, sees to.
 */
export async function presentContextFor(
  { db, web }: { db: Database; web: Database },
  someone: TestPerson,
): Promise<Context> {
  await openSession(db, someone.id, testBrowser)
  return contextFor(web, someone)
}

/** The same for verbs about the session itself: of a new session of `someone`, which may still need something. */
export async function sessionContextFor(
  db: Database,
  someone: TestPerson,
  { needs = null, clock = systemClock }: { needs?: SessionNeed | null; clock?: Clock } = {},
): Promise<SessionContext & { sessionId: string }> {
  const sessionId = await openSession(db, someone.id, testBrowser, { needs })
  const session = await findSession(db, sessionId)
  if (!session) throw new Error('The session was not opened')
  return { db, clock, actor: session.actor, session, sessionId, traceId: randomUUID() }
}
