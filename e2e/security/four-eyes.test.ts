import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSession } from '#lib/auth/sessions.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { person, session } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, removeRole, type TestPerson, testBrowser } from '#lib/db/testing/people.ts'
import {
  type Cast,
  createCast,
  insertApproval,
  insertAttempt,
  insertRequest,
  insertVersion,
  setState,
} from '#lib/db/testing/requests.ts'
import { toFailure } from '#lib/failure.ts'
import { decideChange } from '#lib/people/decide.ts'
import { invite } from '#lib/people/invite.ts'
import { giveRole } from '#lib/people/roles.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import type { RequestRow } from '#lib/requests/load.ts'

// Nothing is bought until somebody else has signed (A7): by the verbs of the actions, and past them, in the role of the web.

let database: TestDatabase
let web: Database
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 4 })
})
afterAll(async () => {
  await web.$client.end()
  await database.drop()
})
beforeEach(async () => {
  cast = await createCast(database.db)
  for (const someone of [cast.admin, cast.reviewer, cast.support])
    await openSession(database.db, someone.id, testBrowser)
})

type Asked = Awaited<ReturnType<typeof insertRequest>>
const ask = (values: Parameters<typeof insertRequest>[2] = {}) => insertRequest(database.db, cast, values)
const as = (someone: TestPerson): Promise<Context> => contextFor(web, someone)
const shown = ({ id, version, approvalHash }: Pick<RequestRow, 'id' | 'version' | 'approvalHash'>) => ({
  id,
  version,
  hash: approvalHash,
  comment: '',
})
/** Somebody who is signed in, with these roles on the account. */
async function present(...roles: ('admin' | 'reviewer' | 'support' | 'owner')[]): Promise<TestPerson> {
  const someone = await createPerson(database.db, { roles, account: cast.account })
  await openSession(database.db, someone.id, testBrowser)
  return someone
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => toFailure(thrown, { entry: 'test', traceId: 't' }).message.split('|')[0] ?? '',
  )
/** The database's own words. */
const words = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message),
  )
const stateOf = async ({ id }: Asked) =>
  (await database.db.execute(sql`select state from request where id = ${id}`)).rows[0]?.['state']

async function expectUntouched(asked: Asked): Promise<void> {
  expect(await stateOf(asked)).toBe('awaiting_approval')
  const { rows } = await database.db.execute(sql`select from approval where request_id = ${asked.id}`)
  expect(rows).toHaveLength(0)
}

test('somebody else who is a reviewer approves', async () => {
  const asked = await ask()
  expect(await outcome(approveRequest(await as(cast.reviewer), shown(asked)))).toBe('done')
  expect(await stateOf(asked)).toBe('approved')
  expect(await outcome(approveRequest(await as(await present('reviewer')), shown(asked)))).toBe(
    'errors.noLongerWaiting',
  )
})

/** Who tries, with what they saw; each is refused by the verb and by the database itself. */
const attempts: [string, string, RegExp, () => Promise<{ asked: Asked; by: TestPerson; past?: Partial<Asked> }>][] = [
  [
    'who asked for it',
    'denied.needsReviewer',
    /requested or edited/,
    async () => ({ asked: await ask(), by: cast.admin }),
  ],
  [
    'who asked for it and is a reviewer as well',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await present('admin', 'reviewer', 'owner')
      return { asked: await insertRequest(database.db, { account: cast.account, admin: by }), by }
    },
  ],
  [
    'who edited it before',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await present('admin', 'reviewer')
      const asked = await ask({ version: 2 })
      await insertVersion(database.db, { ...asked, version: 1 }, by.id)
      return { asked, by }
    },
  ],
  [
    'who edited it last, where another asked for it',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await present('admin', 'reviewer')
      const asked = { ...(await ask()), version: 2, approvalHash: 'd'.repeat(64) }
      await insertVersion(database.db, asked, by.id)
      await database.db.execute(
        sql`update request set version = 2, approval_hash = ${asked.approvalHash} where id = ${asked.id}`,
      )
      return { asked, by }
    },
  ],
  ['who only looks', 'denied.needsReviewer', /only a reviewer/, async () => ({ asked: await ask(), by: cast.support })],
  [
    'who owns the account and is no reviewer',
    'denied.needsReviewer',
    /only a reviewer/,
    async () => ({ asked: await ask(), by: await present('owner') }),
  ],
  [
    'who reviews another account',
    'errors.requestNotFound',
    /only a reviewer/,
    async () => {
      const { reviewer: by } = await createCast(database.db)
      await openSession(database.db, by.id, testBrowser)
      return { asked: await ask(), by }
    },
  ],
  [
    'who saw an older version',
    'errors.contentChanged',
    /content changed/,
    async () => {
      const asked = await ask({ version: 2 })
      await insertVersion(database.db, { ...asked, version: 1 }, cast.admin.id)
      return { asked, by: cast.reviewer, past: { version: 1 } }
    },
  ],
  [
    'who saw other content under the same number',
    'errors.contentChanged',
    /content changed/,
    async () => ({ asked: await ask(), by: cast.reviewer, past: { approvalHash: 'f'.repeat(64) } }),
  ],
  [
    'who comes after it expired',
    'errors.changedMeanwhile',
    /expired/,
    async () => ({ asked: await ask({ expiresAt: new Date(Date.now() - 60_000) }), by: cast.reviewer }),
  ],
]

describe('nobody approves', () => {
  test.each(attempts)('%s', async (_, key, refusal, stage) => {
    const { asked, by, past = {} } = await stage()
    const seen = { ...asked, ...past }
    expect(await outcome(approveRequest(await as(by), shown(seen)))).toBe(key)
    expect(await words(insertApproval(web, seen, by.id))).toMatch(refusal)
    await expectUntouched(asked)
  })
})

/** What happens between the page and the click: the verb was told the roles as they were, the database knows better. */
const meanwhile: [string, RegExp, (by: TestPerson) => Promise<unknown>][] = [
  ['lost the role', /only a reviewer/, (by) => removeRole(database.db, by.id, cast.account.id, 'reviewer')],
  [
    'was disabled',
    /not signed in|only a reviewer/,
    (by) => database.db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, by.id)),
  ],
  [
    'was signed out',
    /not signed in/,
    (by) => database.db.update(session).set({ revokedAt: new Date() }).where(eq(session.personId, by.id)),
  ],
  [
    'has given a password and no second factor',
    /not signed in/,
    (by) => database.db.update(session).set({ needs: 'factor' }).where(eq(session.personId, by.id)),
  ],
  [
    'proved who they are long ago',
    /not signed in/,
    (by) =>
      database.db
        .update(session)
        .set({ confirmedAt: sql`clock_timestamp() - interval '12 minutes'` })
        .where(eq(session.personId, by.id)),
  ],
  ['was never there', /not signed in/, (by) => database.db.delete(session).where(eq(session.personId, by.id))],
]

describe('no approval is taken in the name of a reviewer who', () => {
  test.each(meanwhile)('%s', async (_, refusal, happen) => {
    const asked = await ask()
    const seen = await as(cast.reviewer)
    await happen(cast.reviewer)
    expect(await outcome(approveRequest(seen, shown(asked)))).toBe('errors.changedMeanwhile')
    expect(await words(insertApproval(web, asked, cast.reviewer.id))).toMatch(refusal)
    await expectUntouched(asked)
  })
})

describe('a reviewer is not made by one person:', () => {
  test('an owner cannot become one alone, nor confirm it', async () => {
    const [owner, other] = [await present('owner'), await present('owner')]
    const change = { personId: owner.id, accountId: cast.account.id, role: 'reviewer' } as const
    expect(await giveRole(await as(owner), change)).toEqual({ outcome: 'asked' })
    const { rows } = await database.db.execute(sql`select id from person_change where person_id = ${owner.id}`)
    const id = String(rows[0]?.['id'])
    expect(await outcome(decideChange(await as(owner), { id, decision: 'confirm' }))).toBe(
      'errors.anotherOwnerConfirms',
    )
    const forge = (by: string) =>
      words(
        web.execute(
          sql`update person_change set decision = 'confirm', decided_at = clock_timestamp(), decided_by = ${by} where id = ${id}`,
        ),
      )
    expect(await forge(owner.id)).toMatch(/person_change_four_eyes/)
    await database.db.delete(session).where(eq(session.personId, other.id))
    expect(await forge(other.id)).toMatch(/not signed in/)
    expect(await outcome(approveRequest(await as(owner), shown(await ask())))).toBe('denied.needsReviewer')
  })

  test('a second account of the same person is the same person, or waits for a second owner', async () => {
    const owner = await present('owner')
    await present('owner')
    const again = { name: 'Admin', accountId: cast.account.id, roles: ['reviewer' as const] }
    // Another spelling of the address is no other person.
    await invite(await as(owner), { ...again, email: cast.admin.email })
    const { rows } = await database.db.execute(sql`select from person where lower(email) = ${cast.admin.email}`)
    expect(rows).toHaveLength(1)
    expect(
      await words(
        web.execute(sql`insert into person (email, name) values (${cast.admin.email.toUpperCase()}, 'Another')`),
      ),
    ).toMatch(/person_email_check/)
    // Another address is one: with no role that approves until a second owner has confirmed it.
    const email = `${randomUUID()}@people.test`
    expect(await invite(await as(owner), { ...again, email })).toMatchObject({ asked: true })
    const made = await database.db.execute(
      sql`select role from membership m join person p on p.id = m.person_id where p.email = ${email}`,
    )
    expect(made.rows).toEqual([])
  })

  test.each(['reviewer', 'admin', 'owner'])('the web’s role cannot write the role of %s by itself', async (role) => {
    const give = (personId: string) =>
      words(
        web.execute(
          sql`insert into membership (person_id, account_id, role) values (${personId}, ${cast.account.id}, ${role})`,
        ),
      )
    expect(await give(cast.support.id)).toMatch(/a second owner has to confirm/)
    const [asker, decider] = [await present('owner'), await present('owner')]
    const columns = sql.raw('person_id, kind, account_id, role, asked_by')
    const values = sql`${cast.support.id}, 'role', ${cast.account.id}, ${role}, ${asker.id}`
    // Neither asked and decided in one stroke, nor by a confirmation of another day.
    const atOnce = sql`insert into person_change (${columns}, decision, decided_by, decided_at) values (${values}, 'confirm', ${decider.id}, clock_timestamp())`
    expect(await words(web.execute(atOnce))).toMatch(/asked for first/)
    const { rows } = await web.execute(sql`insert into person_change (${columns}) values (${values}) returning id`)
    await decideChange(await as(decider), { id: String(rows[0]?.['id']), decision: 'confirm' })
    await database.db.execute(sql`delete from membership where person_id = ${cast.support.id} and role = ${role}`)
    expect(await give(cast.support.id)).toMatch(/a second owner has to confirm/)
    expect(
      await words(web.execute(sql`update person_change set role = 'owner' where person_id = ${cast.support.id}`)),
    ).toMatch(/decided once/)
  })

  test.each(['reviewer', 'admin', 'owner'])('nor the role of %s by way of a group', async (role) => {
    const { id: accountId } = cast.account
    const made = await web.execute(sql`insert into person_group (name) values (${randomUUID()}) returning id`)
    const groupId = String(made.rows[0]?.['id'])
    const join = sql`insert into group_member (group_id, person_id) values (${groupId}, ${cast.support.id})`
    const give = sql`insert into group_role (group_id, account_id, role) values (${groupId}, ${accountId}, ${role})`
    expect(await words(web.execute(give))).toMatch(/a second owner has to confirm this role/)
    // Where the group already has the role, nobody joins it alone.
    await database.db.execute(give)
    expect(await words(web.execute(join))).toMatch(/a second owner has to confirm this member/)
    const right = sql`insert into membership (person_id, account_id, role, group_id) values (${cast.support.id}, ${accountId}, ${role}, ${groupId})`
    expect(await words(web.execute(right))).toMatch(/membership_group_id_person_id_fkey/)
    const [asker, decider] = [await present('owner'), await present('owner')]
    const { rows } = await web.execute(
      sql`insert into person_change (person_id, kind, group_id, asked_by) values (${cast.support.id}, 'member', ${groupId}, ${asker.id}) returning id`,
    )
    expect(await outcome(decideChange(await as(decider), { id: String(rows[0]?.['id']), decision: 'confirm' }))).toBe(
      'done',
    )
    await database.db.execute(sql`delete from group_member where group_id = ${groupId}`)
    expect(await words(web.execute(join))).toMatch(/a second owner has to confirm this member/)
  })
})

describe('the web’s role sends nothing that nobody signed:', () => {
  test('a request that is called approved without an approval', async () => {
    const asked = await ask()
    await web.execute(sql`update request set state = 'approved' where id = ${asked.id}`)
    for (const state of ['claimed', 'sending']) await setState(database.db, asked.id, state)
    expect(await words(insertAttempt(database.db, asked))).toMatch(/without a valid approval/)
  })

  test('other content under an approval that is there', async () => {
    const asked = await ask()
    await approveRequest(await as(cast.reviewer), shown(asked))
    const other = { ...asked, version: 2, approvalHash: 'e'.repeat(64) }
    await insertVersion(web, other, cast.admin.id)
    await web.execute(sql`update request set version = 2, approval_hash = ${other.approvalHash} where id = ${asked.id}`)
    for (const state of ['claimed', 'sending']) await setState(database.db, asked.id, state)
    for (const content of [other, asked])
      expect(await words(insertAttempt(database.db, content))).toMatch(
        /without a valid approval|exactly what was approved/,
      )
  })

  test('a request that was made somebody else’s afterwards', async () => {
    const asked = await ask()
    const statement = sql`update request set created_by = ${cast.support.id} where id = ${asked.id}`
    expect(await words(web.execute(statement))).toMatch(/identity of a request/)
    expect(
      await words(
        web.execute(sql`update request_version set created_by = ${cast.support.id} where request_id = ${asked.id}`),
      ),
    ).toMatch(/permission denied/)
  })
})
