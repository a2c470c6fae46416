import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secondFactor } from '#lib/db/people-schema.ts'
import { person, signInAttempt } from '#lib/db/schema.ts'
import { openDatabase } from '#lib/db/client.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { hashPassword } from './passwords.ts'
import { findSession } from './sessions.ts'
import { admitAttempt } from './sign-in-limit.ts'
import { signIn } from './sign-in.ts'

let database: TestDatabase
let passwordHash: string

beforeAll(async () => {
  database = await createTestDatabase()
  passwordHash = await hashPassword('correct horse battery staple')
})
afterAll(() => database.drop())

const options: Parameters<typeof signIn>[2] = {
  userAgent: 'test',
  address: '',
  isDemo: false,
  requiresFactor: false,
  earlierSessionId: undefined,
}
const right = 'correct horse battery staple'
const tryWith = (email: string, password: string, more: Partial<typeof options> = {}) =>
  signIn(database.db, { email, password }, { ...options, ...more })
const member = (values: Parameters<typeof createPerson>[1] = {}) =>
  createPerson(database.db, { passwordHash, ...values })

/** What the person at the form learns of a refusal. */
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: unknown) => (error instanceof AppError ? { code: error.code, message: error.message } : error),
  )
const wrong = { code: 'unauthenticated', message: 'auth.wrongSignIn' }

describe('signing in', () => {
  test('opens a session for the right password, however the address is written', async () => {
    const someone = await member()
    const sessionId = await tryWith(` ${someone.email.toUpperCase()} `, right)
    expect((await findSession(database.db, sessionId))?.actor.personId).toBe(someone.id)
  })

  test('is refused in the same words for a wrong password, an unknown address, and nonsense', async () => {
    const someone = await member()
    expect(await refusal(tryWith(someone.email, 'wrong'))).toEqual(wrong)
    expect(await refusal(tryWith(`${randomUUID()}@nobody.test`, right))).toEqual(wrong)
    expect(await refusal(tryWith('a\u0000b@people.test', right))).toEqual(wrong)
    expect(await refusal(signIn(database.db, { email: ['x'] }, options))).toEqual(wrong)
    expect(await refusal(signIn(database.db, undefined, options))).toEqual(wrong)
  })

  test('is refused for people who are disabled or have no password', async () => {
    const disabled = await member()
    await database.db
      .update(person)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(eq(person.id, disabled.id))
    const without = await createPerson(database.db)
    expect(await refusal(tryWith(disabled.email, right))).toEqual(wrong)
    expect(await refusal(tryWith(without.email, 'nobody has this password'))).toEqual(wrong)
  })

  test("lets the demo's people in in demo mode only", async () => {
    const someone = await member({ email: `${randomUUID()}@demo.test` })
    expect(await refusal(tryWith(someone.email, right))).toEqual(wrong)
    expect(await refusal(tryWith(someone.email, right, { isDemo: true }))).toBe('signed in')
  })

  test('takes a long password as it is and refuses one of megabytes', async () => {
    const long = 'x'.repeat(256)
    const someone = await member({ passwordHash: await hashPassword(long) })
    expect(await refusal(tryWith(someone.email, long))).toBe('signed in')
    expect(await refusal(tryWith(someone.email, `${long}y`))).toEqual(wrong)
  })

  test('ends the session that the browser had before, and never opens the same one twice', async () => {
    const someone = await member()
    const earlier = await tryWith(someone.email, right)
    const later = await tryWith(someone.email, right, { earlierSessionId: earlier })
    expect(later).not.toBe(earlier)
    expect(await findSession(database.db, earlier)).toBeUndefined()
  })

  test('takes as long for an unknown address as for a wrong password', async () => {
    const someone = await member()
    await refusal(tryWith(`${randomUUID()}@nobody.test`, right))
    const timed = async (email: string) => {
      const startedAt = performance.now()
      await refusal(tryWith(email, 'wrong'))
      return performance.now() - startedAt
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 12; round += 1) {
      known.push(await timed(someone.email))
      unknown.push(await timed(`${randomUUID()}@nobody.test`))
    }
    // Without the work for nobody an unknown address would be several times faster.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2)
  })
})

describe('a second factor', () => {
  test('must be set up at the first sign-in where it is required, and is asked for where there is one', async () => {
    const someone = await member()
    const needs = async (more: Partial<typeof options>) =>
      (await findSession(database.db, await tryWith(someone.email, right, more)))?.needs
    expect(await needs({ requiresFactor: true })).toBe('enrolment')
    expect(await needs({})).toBeNull()
    await database.db.insert(secondFactor).values({
      personId: someone.id,
      kind: 'totp',
      name: 'Phone',
      secretSealed: 'sealed',
      confirmedAt: new Date(),
    })
    expect(await needs({ requiresFactor: true })).toBe('factor')
    expect(await needs({})).toBe('factor')
  })
})

describe('repeated failures', () => {
  const failedFrom = (address: string, times: number) =>
    database.db
      .insert(signInAttempt)
      .values(
        Array.from({ length: times }, (_, index) => ({ email: `${index}@first.test`, succeeded: false, address })),
      )

  test.for(['known', 'unknown'] as const)('lock the address after five, for a %s one', async (kind) => {
    const email = kind === 'known' ? (await member()).email : `${randomUUID()}@nobody.test`
    for (let count = 0; count < 5; count += 1) expect(await refusal(tryWith(email, 'wrong'))).toEqual(wrong)
    const locked = { code: 'too_many', message: 'auth.tooManyAttempts|{"minutes":15}' }
    expect(await refusal(tryWith(email, 'wrong'))).toEqual(locked)
    expect(await refusal(tryWith(email, right))).toEqual(locked)
  })

  test('are kept without the name that was typed: it may be a password', async () => {
    const name = `not-a-name-${randomUUID()}`
    await refusal(tryWith(name, 'wrong'))
    const { rows } = await database.db.execute(sql`select string_agg(a::text, ' ') as text from sign_in_attempt a`)
    expect(String(rows[0]?.['text'])).not.toContain(name)
  })

  test('count no more than five even when they come all at once', async () => {
    const { email } = await member()
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => refusal(tryWith(email, 'wrong'))))
    expect(outcomes.filter((outcome) => JSON.stringify(outcome) === JSON.stringify(wrong))).toHaveLength(5)
  })

  test('are forgiven after 15 minutes and after a success', async () => {
    const { email } = await member()
    for (let count = 0; count < 5; count += 1) await refusal(tryWith(email, 'wrong'))
    await database.db.update(signInAttempt).set({ at: sql`${signInAttempt.at} - interval '15 minutes'` })
    for (let count = 0; count < 4; count += 1) await refusal(tryWith(email, 'wrong'))
    expect(await refusal(tryWith(email, right))).toBe('signed in')
    for (let count = 0; count < 5; count += 1) expect(await refusal(tryWith(email, 'wrong'))).toEqual(wrong)
  })

  test('from one network address lock it after fifty, whatever the names, and no other', async () => {
    const someone = await member()
    const address = '203.0.113.7'
    await failedFrom(address, 49)
    expect(await refusal(tryWith('50@nobody.test', 'wrong', { address }))).toEqual(wrong)
    const locked = { code: 'too_many', message: 'auth.tooManyFromAddress|{"minutes":15}' }
    expect(await refusal(tryWith(someone.email, right, { address }))).toEqual(locked)
    expect(await refusal(tryWith(someone.email, right, { address: '203.0.113.8' }))).toBe('signed in')
    expect(await refusal(tryWith(someone.email, right))).toBe('signed in')
  })

  test('from one IPv6 network are of one address, from whichever of its addresses they come', async () => {
    const someone = await member()
    for (let count = 0; count < 50; count += 1)
      await admitAttempt(database.db, `${randomUUID()}@flood.test`, `2001:db8:7:1::${count.toString(16)}`)
    expect(await refusal(tryWith(someone.email, right, { address: '2001:db8:7:1:ffff::1' }))).toMatchObject({
      code: 'too_many',
    })
    expect(await refusal(tryWith(someone.email, right, { address: '2001:db8:7:2::1' }))).toBe('signed in')
  })

  test('of a neighbour at the same address keep nobody out of a browser that they have signed in with before', async () => {
    const { email } = await member()
    const address = '203.0.113.11'
    await failedFrom(address, 50)
    expect(await refusal(tryWith(email, right, { address }))).toMatchObject({ code: 'too_many' })
    expect(await refusal(tryWith(email, right, { address, device: { id: randomUUID(), email } }))).toBe('signed in')
    const ofAnother = { id: randomUUID(), email: 'another@people.test' }
    expect(await refusal(tryWith(email, right, { address, device: ofAnother }))).toMatchObject({ code: 'too_many' })
  })

  test('from one network address are no more than fifty, however many come at once with names of their own', async () => {
    const address = '203.0.113.10'
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        refusal(admitAttempt(database.db, `${index}-${randomUUID()}@flood.test`, address)),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(50)
  })

  test('count no more than five also when they come to two processes at once', async () => {
    const name = `${randomUUID()}@flood.test`
    const other = openDatabase(database.url, { max: 4 })
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => refusal(admitAttempt(index % 2 === 0 ? database.db : other, name))),
    )
    expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(5)
    await other.$client.end()
  })

  test('with a name under which somebody’s codes are counted lock nobody’s codes', async () => {
    const someone = await member()
    const name = `proof of ${someone.id}`
    for (let count = 0; count < 6; count += 1) expect(await refusal(tryWith(name, 'wrong'))).toEqual(wrong)
    expect(await refusal(admitAttempt(database.db, name))).toBe('signed in')
  })

  test('of a name that is written otherwise count for the same name', async () => {
    const { email } = await member()
    const ways = [email, email.toUpperCase(), ` ${email}`, `${email}\t`, `\u00A0${email} `]
    for (const way of ways) expect(await refusal(tryWith(way, 'wrong'))).toEqual(wrong)
    expect(await refusal(tryWith(email, right))).toMatchObject({ code: 'too_many' })
  })

  test('are refused without being kept or hashed once they are too many: a flood costs a look-up each', async () => {
    const address = '203.0.113.9'
    const attempts = async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) => refusal(tryWith(`${index}@flood.test`, 'wrong', { address }))),
      )
      return outcomes.filter((outcome) => JSON.stringify(outcome).includes('too_many')).length
    }
    await failedFrom(address, 50)
    expect(await attempts()).toBe(100)
    const { rows } = await database.db.execute(
      sql`select count(*)::int as count from sign_in_attempt where address = ${address}`,
    )
    expect(rows).toEqual([{ count: 50 }])
  })

  test('of strangers keep nobody out of a browser that they have signed in with before, which has five of its own', async () => {
    const { email } = await member()
    const device = { id: randomUUID(), email }
    for (let count = 0; count < 5; count += 1) await refusal(tryWith(email, 'wrong'))
    expect(await refusal(tryWith(email, right))).toMatchObject({ code: 'too_many' })
    expect(await refusal(tryWith(email, right, { device }))).toBe('signed in')
    // The success of the one forgives nothing to the others.
    expect(await refusal(tryWith(email, right))).toMatchObject({ code: 'too_many' })
    for (let count = 0; count < 5; count += 1) expect(await refusal(tryWith(email, 'wrong', { device }))).toEqual(wrong)
    expect(await refusal(tryWith(email, right, { device }))).toMatchObject({ code: 'too_many' })
  })

  test('of a browser that somebody else has signed in with are failures of a stranger', async () => {
    const [one, two] = [await member(), await member()]
    const device = { id: randomUUID(), email: two.email }
    for (let count = 0; count < 5; count += 1) await refusal(tryWith(one.email, 'wrong', { device }))
    expect(await refusal(tryWith(one.email, right))).toMatchObject({ code: 'too_many' })
    expect(await refusal(tryWith(two.email, right, { device }))).toBe('signed in')
  })

  test('of one address lock no other', async () => {
    const [one, two] = [await member(), await member()]
    for (let count = 0; count < 6; count += 1) await refusal(tryWith(one.email, 'wrong'))
    expect(await refusal(tryWith(two.email, right))).toBe('signed in')
  })
})
