import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson, testBrowser } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { beginCompanySignIn, finishCompanySignIn } from './company-provider.ts'
import { signInFromCompany } from './company-sign-in.ts'
import { findSession, openSession } from './sessions.ts'
import { type CompanyAtHome, openCompanyAtHome, visitCompany } from './testing/company-at-home.ts'

// A real OpenID provider: what is tested is our side of the wire.
let database: TestDatabase
let web: Database
let company: CompanyAtHome

beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 2 })
  company = await openCompanyAtHome(() => 'http://127.0.0.1:3999')
})
afterAll(async () => {
  company.close()
  await web.$client.end()
  await database.drop()
})

const begin = (isAgain = false) => beginCompanySignIn(company.settings, { next: '/', isAgain })

type Coming = { isAgain?: boolean; provedSecondsAgo?: number; earlierSessionId?: string | undefined }

async function signInAs(
  who: CompanyAtHome['visitor'],
  { isAgain = false, provedSecondsAgo, earlierSessionId }: Coming = {},
): Promise<string> {
  company.visitor = who
  const { url, pending } = await begin(isAgain)
  // A provider tells when it asked where it is asked to.
  if (provedSecondsAgo !== undefined) url.searchParams.set('max_age', '86400')
  company.loginAt = Math.floor(Date.now() / 1000) - (provedSecondsAgo ?? 0)
  const vouched = await finishCompanySignIn(company.settings, await visitCompany(company, url), pending)
  return signInFromCompany(web, vouched, { ...testBrowser, earlierSessionId, isAgain })
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: unknown) => (error instanceof AppError ? error.message : 'refused'),
  )

test('an invited person signs in with the company’s provider, and needs no second factor here', async () => {
  const someone = await createPerson(database.db)
  await database.db.update(person).set({ joinedAt: null }).where(eq(person.id, someone.id))
  const sessionId = await signInAs({ sub: 'u1', email: someone.email.toUpperCase(), email_verified: true })
  expect(await findSession(web, sessionId)).toMatchObject({ actor: { personId: someone.id }, needs: null })
  const [row] = await database.db.select().from(person).where(eq(person.id, someone.id))
  expect(row?.joinedAt).not.toBeNull()
})

test('is known by the provider’s own id from then on: the address given to somebody else opens nothing', async () => {
  const someone = await createPerson(database.db)
  await signInAs({ sub: 'u2', email: someone.email, email_verified: true })
  expect(await refusal(signInAs({ sub: 'u3', email: someone.email, email_verified: true }))).toBe('auth.companyUnknown')
  const renamed = await signInAs({ sub: 'u2', email: 'new-name@people.test', email_verified: true })
  expect((await findSession(web, renamed))?.actor.personId).toBe(someone.id)
})

test('makes nobody, and lets nobody in who is unknown, disabled, of the demo, or whose address is not verified', async () => {
  const before = await database.db.select({ id: person.id }).from(person)
  const disabled = await createPerson(database.db)
  await database.db
    .update(person)
    .set({ disabledAt: sql`clock_timestamp()` })
    .where(eq(person.id, disabled.id))
  const demo = await createPerson(database.db, { email: `${randomUUID()}@demo.test` })
  const unverified = await createPerson(database.db)
  for (const who of [
    { email: 'stranger@people.test', email_verified: true },
    { email: disabled.email, email_verified: true },
    { email: demo.email, email_verified: true },
    { email: unverified.email, email_verified: false },
  ])
    expect(await refusal(signInAs({ sub: randomUUID(), ...who }))).not.toBe('signed in')
  expect(await database.db.select({ id: person.id }).from(person)).toHaveLength(before.length + 3)
})

test('signing in there once more, to prove who it is, must be fresh', async () => {
  const someone = await createPerson(database.db)
  expect(await refusal(signInAs({ sub: 'u5', email: someone.email, email_verified: true }, { isAgain: true }))).toBe(
    'signed in',
  )
})

test('is a proof of who sits there only where the provider asked just now: what spends asks once more after the rest', async () => {
  const someone = await createPerson(database.db)
  const who = { sub: 'u6', email: someone.email, email_verified: true }
  const isConfirmed = async (sessionId: string) => (await findSession(web, sessionId))?.isConfirmed
  // It does not say when it asked, or it was long ago: whoever finds the browser of somebody who left gets this far.
  expect(await isConfirmed(await signInAs(who))).toBe(false)
  expect(await isConfirmed(await signInAs(who, { provedSecondsAgo: 600 }))).toBe(false)
  expect(await isConfirmed(await signInAs(who, { provedSecondsAgo: 0 }))).toBe(true)
  expect(await isConfirmed(await signInAs(who, { isAgain: true }))).toBe(true)
})

test('whoever proves there once more who they are goes on with their session, and pages that are open with it', async () => {
  const someone = await createPerson(database.db)
  const who = { sub: 'u7', email: someone.email, email_verified: true }
  const before = await signInAs(who)
  const was = await findSession(web, before)
  const after = await signInAs(who, { isAgain: true, earlierSessionId: before })
  expect(await findSession(web, after)).toMatchObject({ lineage: was?.lineage, isConfirmed: true })
  expect(after).not.toBe(before)
  expect(await findSession(web, before)).toBeUndefined()
})

test('somebody else who proves it there goes on with nobody’s session: that ends, and they have their own', async () => {
  const [one, other] = [await createPerson(database.db), await createPerson(database.db)]
  const before = await signInAs({ sub: 'u8', email: one.email, email_verified: true })
  const was = await findSession(web, before)
  const theirs = { sub: 'u9', email: other.email, email_verified: true }
  const after = await findSession(web, await signInAs(theirs, { isAgain: true, earlierSessionId: before }))
  expect(after?.actor.personId).toBe(other.id)
  expect(after?.lineage).not.toBe(was?.lineage)
  expect(await findSession(web, before)).toBeUndefined()
})

test('a session that waits for a second factor is not made whole by the provider', async () => {
  const someone = await createPerson(database.db)
  const half = await openSession(database.db, someone.id, testBrowser, { needs: 'factor' })
  const lineage = (await findSession(web, half))?.lineage
  const who = { sub: 'u10', email: someone.email, email_verified: true }
  const after = await findSession(web, await signInAs(who, { isAgain: true, earlierSessionId: half }))
  expect(after?.needs).toBeNull()
  expect(after?.lineage).not.toBe(lineage)
  expect(await findSession(web, half)).toBeUndefined()
})

test('an answer with another state, another nonce or another verifier is refused, and a code opens once', async () => {
  const someone = await createPerson(database.db)
  company.visitor = { sub: 'u4', email: someone.email, email_verified: true }
  for (const change of ['state', 'nonce', 'verifier'] as const) {
    const { url, pending } = await begin()
    const foreign = { ...pending, [change]: (await begin()).pending[change] }
    expect(await refusal(finishCompanySignIn(company.settings, await visitCompany(company, url), foreign))).toBe(
      'refused',
    )
  }
  const { url, pending } = await begin()
  const callback = await visitCompany(company, url)
  expect(await refusal(finishCompanySignIn(company.settings, callback, pending))).toBe('signed in')
  expect(await refusal(finishCompanySignIn(company.settings, callback, pending))).toBe('refused')
})
