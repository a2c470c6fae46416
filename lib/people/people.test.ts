import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPassword } from '#lib/auth/passwords.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { findSession, openSession } from '#lib/auth/sessions.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { personLink } from '#lib/db/people-schema.ts'
import { membership, person } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import {
  contextFor,
  createAccount,
  createPerson,
  presentContextFor,
  type TestAccount,
  type TestPerson,
} from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { decideChange } from './decide.ts'
import { clearFactorsOf, disablePerson, enablePerson } from './disable.ts'
import { invite } from './invite.ts'
import { join, linkFor, readLink } from './links.ts'
import { readPeople } from './list.ts'
import { giveRole, takeRole } from './roles.ts'

// The verbs act in the web's role: what they need is what it is granted.
let database: TestDatabase
let web: Database

beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 4 })
})
afterAll(async () => {
  await web.$client.end()
  await database.drop()
})

/** Console of its own account with two owners, in a database where other owners exist. */
async function stage() {
  const account = await createAccount(database.db)
  const [first, second] = [await owner(account), await owner(account)]
  return {
    account,
    first,
    second,
    as: (someone: TestPerson) => presentContextFor({ db: database.db, web }, someone),
  }
}
const owner = (account: TestAccount) => createPerson(database.db, { account, roles: ['owner'] })
const rolesOf = async (personId: string) =>
  (await database.db.select({ role: membership.role }).from(membership).where(eq(membership.personId, personId)))
    .map(({ role }) => role)
    .toSorted()
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message.split('|')[0] : error),
  )
const eventsAbout = async (personId: string) => {
  const { rows } = await database.db.execute(
    sql`select event from audit where detail ->> 'personId' = ${personId} order by seq`,
  )
  return rows.map((row) => row['event'])
}
const newcomer = (account: TestAccount, roles: Role[]) => ({
  email: `${randomUUID()}@people.test`,
  name: 'New Person',
  accountId: account.id,
  roles,
})
const openChange = async (ctx: Context, email: string) =>
  (await readPeople(ctx)).changes.find((change) => change.email === email)?.id ?? ''
const goodPassword = 'jinbei-kufari-21'

describe('an invitation', () => {
  test('opens once, lets its person choose a password, and is kept as a digest', async () => {
    const { account, first, as } = await stage()
    const wanted = newcomer(account, ['support'])
    const { token = '', asked } = await invite(await as(first), wanted)
    expect(asked).toBe(false)
    const { rows } = await database.db.execute(sql`select row_to_json(l)::text as row from person_link l`)
    expect(JSON.stringify(rows)).not.toContain(token)

    expect(await readLink(web, token)).toEqual({ email: wanted.email, name: wanted.name })
    expect(await join({ db: web }, { token, password: goodPassword })).toEqual({ email: wanted.email })
    const [someone] = await database.db.select().from(person).where(eq(person.email, wanted.email))
    expect(await isPassword(goodPassword, someone?.passwordHash)).toBe(true)
    expect(await refusal(join({ db: web }, { token, password: goodPassword }))).toBe('errors.linkDead')
    expect(await eventsAbout(someone?.id ?? '')).toEqual(['person.invite', 'person.role.give', 'person.link'])
  })

  test('is dead after seven days, when a newer one was made, and for nonsense', async () => {
    const { account, first, as } = await stage()
    const { token = '' } = await invite(await as(first), newcomer(account, ['support']))
    await database.db.update(personLink).set({ expiresAt: sql`clock_timestamp()` })
    expect(await readLink(web, token)).toBeUndefined()

    const wanted = newcomer(account, ['support'])
    const { token: older = '' } = await invite(await as(first), wanted)
    const [someone] = await database.db.select().from(person).where(eq(person.email, wanted.email))
    const { token: newer = '' } = await linkFor(await as(first), { personId: someone?.id ?? '' })
    expect(await readLink(web, older)).toBeUndefined()
    expect(await readLink(web, newer)).toBeDefined()
    expect(await readLink(web, 'x')).toBeUndefined()
  })

  test('of two at once with one link only one password holds', async () => {
    const { account, first, as } = await stage()
    const { token = '' } = await invite(await as(first), newcomer(account, ['support']))
    const outcomes = await Promise.all([1, 2].map(() => refusal(join({ db: web }, { token, password: goodPassword }))))
    expect(outcomes.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'done',
      'errors.linkDead',
    ])
  })

  test('takes no password that is on the lists', async () => {
    const { account, first, as } = await stage()
    const { token = '' } = await invite(await as(first), newcomer(account, ['support']))
    expect(await refusal(join({ db: web }, { token, password: 'password1234' }))).toBe('errors.passwordCommon')
    expect(await readLink(web, token)).toBeDefined()
  })

  test('is for owners alone, and on their own accounts', async () => {
    const { account, first, as } = await stage()
    const other = await createAccount(database.db)
    const admin = await createPerson(database.db, { account, roles: ['admin'] })
    expect(await refusal(as(admin).then((ctx) => invite(ctx, newcomer(account, ['support']))))).toBe(
      'denied.needsOwner',
    )
    expect(await refusal(as(first).then((ctx) => invite(ctx, newcomer(other, ['support']))))).toBe('denied.noAccount')
  })

  test('of somebody who signs in already gives the role and no way into their place', async () => {
    const { account, first, as } = await stage()
    const known = await createPerson(database.db)
    const { token } = await invite(await as(first), { ...newcomer(account, ['support']), email: known.email })
    expect(token).toBeUndefined()
    expect(await rolesOf(known.id)).toEqual(['support'])
  })
})

describe('a role that spends, approves or gives these', () => {
  test.each(['admin', 'reviewer', 'owner'] as const)('%s is given by two owners, and holds at once', async (role) => {
    const { account, first, second, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['support'] })
    const sessionId = await openSession(database.db, someone.id, 'test')
    expect(await giveRole(await as(first), { personId: someone.id, accountId: account.id, role })).toEqual({
      outcome: 'asked',
    })
    expect(await rolesOf(someone.id)).toEqual(['support'])
    expect(await findSession(database.db, sessionId)).toBeDefined()

    const id = await openChange(await as(second), someone.email)
    await decideChange(await as(second), { id, decision: 'confirm' })
    expect(await rolesOf(someone.id)).toEqual([role, 'support'].toSorted())
    // The next sign-in has a new session id.
    expect(await findSession(database.db, sessionId)).toBeUndefined()
    expect(await eventsAbout(someone.id)).toEqual(['person.change.ask', 'person.change.confirm', 'person.role.give'])
  })

  test('is confirmed neither by who asked, nor by who gets it, nor by who is no owner', async () => {
    const { account, first, second, as } = await stage()
    const admin = await createPerson(database.db, { account, roles: ['admin'] })
    await giveRole(await as(first), { personId: second.id, accountId: account.id, role: 'reviewer' })
    const id = await openChange(await as(first), second.email)
    for (const [someone, reason] of [
      [first, 'errors.anotherOwnerConfirms'],
      [second, 'errors.anotherOwnerConfirms'],
      [admin, 'denied.needsOwner'],
    ] as const)
      expect(await refusal(decideChange(await as(someone), { id, decision: 'confirm' }))).toBe(reason)
    expect(await rolesOf(second.id)).toEqual(['owner'])
  })

  test('the database itself takes no confirmation by who asked', async () => {
    const { account, first, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['support'] })
    await giveRole(await as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    const forged =
      web.execute(sql`update person_change set decision = 'confirm', decided_at = now(), decided_by = asked_by
      where person_id = ${someone.id}`)
    await expect(forged).rejects.toMatchObject({ cause: { constraint: 'person_change_four_eyes' } })
  })

  test('asked for is taken back by who asked, or refused by another owner', async () => {
    const { account, first, second, as } = await stage()
    for (const decider of [first, second]) {
      const someone = await createPerson(database.db, { account, roles: ['support'] })
      await giveRole(await as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
      const id = await openChange(await as(decider), someone.email)
      await decideChange(await as(decider), { id, decision: 'refuse' })
      expect(await rolesOf(someone.id)).toEqual(['support'])
      expect(await refusal(decideChange(await as(second), { id, decision: 'confirm' }))).toBe('errors.changedMeanwhile')
    }
  })

  test('does not come of the wish of somebody who is an owner no more', async () => {
    const { account, first, second, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['support'] })
    await giveRole(await as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    await takeRole(await as(second), { personId: first.id, accountId: account.id, role: 'owner' })
    const id = await openChange(await as(second), someone.email)
    expect(await refusal(decideChange(await as(second), { id, decision: 'confirm' }))).toBe('errors.changedMeanwhile')
  })

  test('on an account with one owner is confirmed by an owner of another', async () => {
    const { second, as } = await stage()
    const account = await createAccount(database.db)
    const alone = await owner(account)
    const someone = await createPerson(database.db, { account, roles: ['support'] })
    await giveRole(await as(alone), { personId: someone.id, accountId: account.id, role: 'admin' })
    await decideChange(await as(second), { id: await openChange(await as(second), someone.email), decision: 'confirm' })
    expect(await rolesOf(someone.id)).toEqual(['admin', 'support'])
  })

  test('is refused where the console has no second owner', async () => {
    const lonely = await createTestDatabase()
    const account = await createAccount(lonely.db)
    const alone = await createPerson(lonely.db, { account, roles: ['owner'] })
    const someone = await createPerson(lonely.db, { account, roles: ['support'] })
    const ctx = await contextFor(lonely.db, alone)
    expect(await refusal(giveRole(ctx, { personId: someone.id, accountId: account.id, role: 'admin' }))).toBe(
      'errors.noSecondOwner',
    )
    await lonely.drop()
  })
})

describe('the last owner', () => {
  test('of an account stays, also when the last two leave at once', async () => {
    const { account, first, second, as } = await stage()
    const seen = new Map([
      [first, await as(first)],
      [second, await as(second)],
    ])
    const take = async (by: TestPerson, whose: TestPerson) =>
      refusal(takeRole(seen.get(by) ?? (await as(by)), { personId: whose.id, accountId: account.id, role: 'owner' }))
    const outcomes = await Promise.all([take(first, second), take(second, first)])
    expect(outcomes.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'done',
      'errors.lastOwner',
    ])
  })

  test('is not disabled, and does not count while only invited', async () => {
    const account = await createAccount(database.db)
    const [last, invited] = [await owner(account), await owner(account)]
    await database.db.update(person).set({ joinedAt: null }).where(eq(person.id, invited.id))
    expect(await refusal(disablePerson(await contextFor(web, invited), { personId: last.id }))).toBe('errors.lastOwner')
  })
})

describe('a person', () => {
  test('who is disabled is out at once, and comes back with the same roles', async () => {
    const { account, first, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['reviewer'] })
    const sessionId = await openSession(database.db, someone.id, 'test')
    await disablePerson(await as(first), { personId: someone.id })
    expect(await findSession(database.db, sessionId)).toBeUndefined()
    await enablePerson(await as(first), { personId: someone.id })
    expect(await findSession(database.db, sessionId)).toBeUndefined()
    expect(await rolesOf(someone.id)).toEqual(['reviewer'])
    expect(await refusal(disablePerson(await as(first), { personId: first.id }))).toBe('errors.notYourself')
  })

  test('who loses a role loses it and the sessions at once', async () => {
    const { account, first, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['admin', 'support'] })
    const sessionId = await openSession(database.db, someone.id, 'test')
    await takeRole(await as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    expect(await rolesOf(someone.id)).toEqual(['support'])
    expect(await findSession(database.db, sessionId)).toBeUndefined()
  })

  test.each([
    ['a new link', linkFor],
    ['new factors', clearFactorsOf],
  ] as const)('who may approve gets %s from two owners', async (_, ask) => {
    const { account, first, second, as } = await stage()
    const someone = await createPerson(database.db, { account, roles: ['reviewer'] })
    expect(await ask(await as(first), { personId: someone.id })).not.toHaveProperty('token')
    const id = await openChange(await as(second), someone.email)
    const { token } = await decideChange(await as(second), { id, decision: 'confirm' })
    expect(token !== undefined).toBe(ask === linkFor)
  })

  test('of another account is not shown and not touched', async () => {
    const { first, as } = await stage()
    const other = await createAccount(database.db)
    const stranger = await createPerson(database.db, { account: other, roles: ['support'] })
    expect((await readPeople(await as(first))).people.map(({ id }) => id)).not.toContain(stranger.id)
    for (const verb of [disablePerson, enablePerson, linkFor, clearFactorsOf])
      expect(await refusal(verb(await as(first), { personId: stranger.id }))).toBe('errors.personNotFound')
  })

  test('is listed with the roles on one’s own accounts only', async () => {
    const { account, first, as } = await stage()
    const other = await createAccount(database.db)
    const someone = await createPerson(database.db, { account, roles: ['support'] })
    await database.db.insert(membership).values({ personId: someone.id, accountId: other.id, role: 'admin' })
    const listed = (await readPeople(await as(first))).people.find(({ id }) => id === someone.id)
    expect(listed).toMatchObject({ state: 'active', roles: [{ accountId: account.id, role: 'support' }] })
  })
})
