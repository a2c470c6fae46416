import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createManualClock } from '#lib/clock.ts'
import type { Database } from '#lib/db/client.ts'
import { session } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson, sessionContextFor, type TestPerson } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { listFactors, removeFactor, renewOwnRecoveryCodes } from './factors.ts'
import { listSessions, readIdle, revokeOtherSessions, revokeSession, stay } from './my-sessions.ts'
import { hashPassword } from './passwords.ts'
import { confirmWithProof, proveFactor } from './prove.ts'
import { findSession, hashSessionId, type SessionNeed } from './sessions.ts'
import { beginCodes, finishCodes } from './totp.ts'

let database: TestDatabase
let web: Database
const dataKey = randomBytes(32).toString('base64')
const clock = createManualClock(new Date('2026-11-22T12:00:00Z'))

beforeAll(async () => {
  database = await createTestDatabase()
  web = database.openAs('web', 4)
})
afterAll(() => database.drop())

const contextOf = (someone: TestPerson, needs: SessionNeed | null = null) =>
  sessionContextFor(web, someone, { needs, clock })
const codeNow = (secret: string, stepsLater = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() + stepsLater * 30_000 })
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message.split('|')[0] : error),
  )

/** Somebody with an app, whose secret we know, and a clock that has moved on since its first code. */
async function withApp() {
  const someone = await createPerson(database.db, { passwordHash: await hashPassword('the right password') })
  const ctx = await contextOf(someone, 'enrolment')
  const { id, secret } = await beginCodes(ctx, {}, dataKey)
  const { recoveryCodes, sessionId } = await finishCodes(ctx, { id, name: 'Phone', code: codeNow(secret) }, dataKey)
  clock.advance(60_000)
  return { someone, secret, recoveryCodes, sessionId: sessionId ?? '', begun: ctx }
}

describe('the first app', () => {
  test('opens the session that needed one, under a new id', async () => {
    const { someone, sessionId, begun } = await withApp()
    expect(await findSession(web, begun.sessionId)).toBeUndefined()
    expect(await findSession(web, sessionId)).toMatchObject({ actor: { personId: someone.id }, needs: null })
  })

  test('counts once its first code was right, and its secret is not in the database', async () => {
    const ctx = await contextOf(await createPerson(database.db), 'enrolment')
    const { id, secret } = await beginCodes(ctx, {}, dataKey)
    expect(await refusal(finishCodes(ctx, { id, name: 'Phone', code: '000000' }, dataKey))).toBe('errors.codeWrong')
    expect((await listFactors(ctx)).factors).toEqual([])
    const { rows } = await database.db.execute(sql`select row_to_json(f)::text as row from second_factor f`)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('is drawn as a picture of its address', async () => {
    const ctx = await contextOf(await createPerson(database.db), 'enrolment')
    expect((await beginCodes(ctx, {}, dataKey)).picture).toMatch(/^<svg /)
  })

  test('cannot be set up by whoever has only the password of somebody who has one', async () => {
    const { someone } = await withApp()
    expect(await refusal(beginCodes(await contextOf(someone, 'factor'), {}, dataKey))).toBe('errors.proveFirst')
    expect(await refusal(beginCodes(await contextOf(someone, 'enrolment'), {}, dataKey))).toBe('errors.proveFirst')
  })

  test('is the last to go where one is required', async () => {
    const { someone } = await withApp()
    const ctx = await contextOf(someone)
    const [factor] = (await listFactors(ctx)).factors
    expect(await refusal(removeFactor(ctx, { id: factor?.id ?? '' }, true))).toBe('errors.lastFactor')
    expect(await refusal(removeFactor(ctx, { id: factor?.id ?? '' }, false))).toBe('done')
    expect(await listFactors(ctx)).toEqual({ factors: [], recoveryCodesLeft: 0 })
  })
})

describe('the second step', () => {
  test('takes a code once: seen over the shoulder it opens nothing', async () => {
    const { someone, secret } = await withApp()
    const code = codeNow(secret)
    const { sessionId } = await proveFactor(await contextOf(someone, 'factor'), { proof: code }, dataKey)
    expect((await findSession(web, sessionId))?.needs).toBeNull()
    const again = await contextOf(someone, 'factor')
    expect(await refusal(proveFactor(again, { proof: code }, dataKey))).toBe('errors.codeWrong')
  })

  test('takes a code once also when two come at the same moment', async () => {
    const { someone, secret } = await withApp()
    const proof = codeNow(secret)
    const both = await Promise.all([contextOf(someone, 'factor'), contextOf(someone, 'factor')])
    const outcomes = await Promise.all(both.map((ctx) => refusal(proveFactor(ctx, { proof }, dataKey))))
    expect(outcomes.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'done',
      'errors.codeWrong',
    ])
  })

  test('allows clocks to differ by one step, not by two', async () => {
    const { someone, secret } = await withApp()
    const late = await contextOf(someone, 'factor')
    for (const steps of [2, -2, 2880])
      expect(await refusal(proveFactor(late, { proof: codeNow(secret, steps) }, dataKey))).toBe('errors.codeWrong')
    expect(await refusal(proveFactor(late, { proof: codeNow(secret, 1) }, dataKey))).toBe('done')
  })

  test('takes a code of the step before, but none that is older than one it took', async () => {
    const { someone, secret } = await withApp()
    clock.advance(60_000)
    const prove = async (steps: number) =>
      refusal(proveFactor(await contextOf(someone, 'factor'), { proof: codeNow(secret, steps) }, dataKey))
    expect(await prove(-1)).toBe('done')
    expect(await prove(0)).toBe('done')
    expect(await prove(-1)).toBe('errors.codeWrong')
    expect(await prove(0)).toBe('errors.codeWrong')
    expect(await prove(1)).toBe('done')
  })

  test('takes nothing that is no code of this person', async () => {
    const [{ someone, recoveryCodes }, other] = [await withApp(), await withApp()]
    const guesses = [other.recoveryCodes[0] ?? '', codeNow(other.secret), '0'.repeat(256), recoveryCodes.join('')]
    for (const proof of guesses)
      expect(await refusal(proveFactor(await contextOf(someone, 'factor'), { proof }, dataKey))).toBe(
        'errors.codeWrong',
      )
  })

  test('takes a recovery code once also when two come at the same moment', async () => {
    const { someone, recoveryCodes } = await withApp()
    const [proof = ''] = recoveryCodes
    const both = await Promise.all([contextOf(someone, 'factor'), contextOf(someone, 'factor')])
    const outcomes = await Promise.all(both.map((ctx) => refusal(proveFactor(ctx, { proof }, dataKey))))
    expect(outcomes.map(String).toSorted()).toEqual(['done', 'errors.codeWrong'])
  })

  test('takes each recovery code once, with or without dashes', async () => {
    const { someone, recoveryCodes } = await withApp()
    const [first = '', second = ''] = recoveryCodes
    expect(recoveryCodes).toHaveLength(10)
    const prove = async (proof: string) => refusal(proveFactor(await contextOf(someone, 'factor'), { proof }, dataKey))
    expect(await prove(first)).toBe('done')
    expect(await prove(first)).toBe('errors.codeWrong')
    expect(await prove(second.replaceAll('-', '').toUpperCase())).toBe('done')
    expect((await listFactors(await contextOf(someone))).recoveryCodesLeft).toBe(8)
  })

  test('is locked after five wrong codes, for right ones too', async () => {
    const { someone, secret } = await withApp()
    const ctx = await contextOf(someone, 'factor')
    for (let count = 0; count < 5; count += 1)
      expect(await refusal(proveFactor(ctx, { proof: '000000' }, dataKey))).toBe('errors.codeWrong')
    expect(await refusal(proveFactor(ctx, { proof: codeNow(secret) }, dataKey))).toBe('auth.tooManyAttempts')
  })

  test('old recovery codes are worth nothing once there are new ones', async () => {
    const { someone, recoveryCodes } = await withApp()
    const { recoveryCodes: renewed } = await renewOwnRecoveryCodes(await contextOf(someone))
    const prove = async (proof = '') => refusal(proveFactor(await contextOf(someone, 'factor'), { proof }, dataKey))
    expect(await prove(recoveryCodes[0])).toBe('errors.codeWrong')
    expect(await prove(renewed[0])).toBe('done')
  })
})

describe('proving once more who it is', () => {
  const makeOld = (sessionId: string) =>
    database.db
      .update(session)
      .set({ confirmedAt: sql`clock_timestamp() - interval '1 hour'` })
      .where(eq(session.idHash, hashSessionId(sessionId)))
  const isConfirmed = async (sessionId: string) => (await findSession(web, sessionId))?.isConfirmed

  test('takes the password of whoever has no second factor', async () => {
    const someone = await createPerson(database.db, { passwordHash: await hashPassword('the right password') })
    const ctx = await contextOf(someone)
    await makeOld(ctx.sessionId)
    expect(await refusal(confirmWithProof(ctx, { proof: 'the wrong one' }, dataKey))).toBe('errors.passwordWrong')
    expect(await isConfirmed(ctx.sessionId)).toBe(false)
    const { sessionId } = await confirmWithProof(ctx, { proof: 'the right password' }, dataKey)
    expect(await isConfirmed(sessionId)).toBe(true)
  })

  test('takes a code, and no password, of whoever has a second factor', async () => {
    const { someone, secret } = await withApp()
    const ctx = await contextOf(someone)
    await makeOld(ctx.sessionId)
    expect(await refusal(confirmWithProof(ctx, { proof: 'the right password' }, dataKey))).toBe('errors.codeWrong')
    const { sessionId } = await confirmWithProof(ctx, { proof: codeNow(secret) }, dataKey)
    expect(await isConfirmed(sessionId)).toBe(true)
  })

  test('is asked before factors are added or removed', async () => {
    const someone = await createPerson(database.db)
    const ctx = await contextOf(someone)
    const old = { ...ctx, session: { ...ctx.session, isConfirmed: false } }
    expect(await refusal(beginCodes(old, {}, dataKey))).toBe('errors.confirmFirst')
    expect(await refusal(removeFactor(old, { id: someone.id }, false))).toBe('errors.confirmFirst')
    expect(await refusal(renewOwnRecoveryCodes(old))).toBe('errors.confirmFirst')
  })
})

describe('one’s own sessions', () => {
  test('are listed, ended one by one or all but this, and never another person’s', async () => {
    const someone = await createPerson(database.db)
    const [here, there, third] = [await contextOf(someone), await contextOf(someone), await contextOf(someone)]
    const stranger = await contextOf(await createPerson(database.db))
    const ids = async () => (await listSessions(here)).map(({ id }) => id)
    expect(await ids()).toHaveLength(3)
    expect((await ids())[0]).toBe(here.session.sessionIdHash)

    expect(await refusal(revokeSession(stranger, { id: there.session.sessionIdHash }))).toBe('errors.sessionNotFound')
    await revokeSession(here, { id: there.session.sessionIdHash })
    expect(await findSession(web, there.sessionId)).toBeUndefined()
    expect(await revokeOtherSessions(here)).toEqual({ count: 1 })
    expect(await findSession(web, third.sessionId)).toBeUndefined()
    expect(await findSession(web, stranger.sessionId)).toBeDefined()
    expect(await ids()).toEqual([here.session.sessionIdHash])
  })

  test('tell how long they live, and staying makes it half an hour again', async () => {
    const ctx = await contextOf(await createPerson(database.db))
    await database.db
      .update(session)
      .set({ seenAt: sql`clock_timestamp() - interval '29 minutes'` })
      .where(eq(session.idHash, ctx.session.sessionIdHash))
    expect((await readIdle(ctx)).secondsLeft).toBeLessThanOrEqual(60)
    expect((await stay(ctx)).secondsLeft).toBeGreaterThan(29 * 60)
  })
})
