import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson, sessionContextFor } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { listFactors } from './factors.ts'
import { askPasskey, beginPasskey, finishPasskey, passkeysWorkAt } from './passkeys.ts'
import { confirmWithPasskey, provePasskey } from './prove.ts'
import { findSession } from './sessions.ts'
import { securityKey } from './testing/security-key.ts'

let database: TestDatabase
let web: Database
const url = 'https://console.example.com'

beforeAll(async () => {
  database = await createTestDatabase()
  web = database.openAs('web', 2)
})
afterAll(() => database.drop())

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message : error),
  )

async function withPasskey() {
  const someone = await createPerson(database.db)
  const ctx = await sessionContextFor(web, someone, { needs: 'enrolment' })
  const key = securityKey(url)
  const { challenge } = await beginPasskey(ctx, {}, url)
  const enrolled = await finishPasskey(ctx, { name: 'Key', answer: key.make(challenge) }, url)
  return { someone, key, enrolled }
}

test('a passkey is made once, comes with recovery codes, and opens the session that needed it', async () => {
  const { someone, enrolled } = await withPasskey()
  expect(enrolled.recoveryCodes).toHaveLength(10)
  expect((await findSession(web, enrolled.sessionId ?? ''))?.needs).toBeNull()
  const { factors } = await listFactors(await sessionContextFor(web, someone))
  expect(factors).toMatchObject([{ kind: 'passkey', name: 'Key' }])
})

test('its answer opens the second step once: the same answer again is refused', async () => {
  const { someone, key } = await withPasskey()
  const ctx = await sessionContextFor(web, someone, { needs: 'factor' })
  const { challenge } = await askPasskey(ctx, {}, url)
  const answer = key.answer(challenge)
  const { sessionId } = await provePasskey(ctx, { answer }, url)
  expect((await findSession(web, sessionId))?.needs).toBeNull()
  const again = await sessionContextFor(web, someone, { needs: 'factor' })
  await askPasskey(again, {}, url)
  expect(await refusal(provePasskey(again, { answer }, url))).toBe('errors.passkeyWrong')
})

test('its answer proves once more who it is', async () => {
  const { someone, key } = await withPasskey()
  const ctx = await sessionContextFor(web, someone)
  const { challenge } = await askPasskey(ctx, {}, url)
  expect(await refusal(confirmWithPasskey(ctx, { answer: key.answer(challenge) }, url))).toBe('done')
})

test('an answer that another site drew from it is refused', async () => {
  const { someone } = await withPasskey()
  const ctx = await sessionContextFor(web, someone)
  const stolen = securityKey('https://evil.example')
  const { challenge } = await beginPasskey(ctx, {}, url)
  expect(await refusal(finishPasskey(ctx, { name: 'Key', answer: stolen.make(challenge) }, url))).toBe(
    'errors.passkeyWrong',
  )
})

test('another person’s passkey, and an answer to no question, are refused', async () => {
  const [one, other] = [await withPasskey(), await withPasskey()]
  const ctx = await sessionContextFor(web, one.someone, { needs: 'factor' })
  expect(await refusal(provePasskey(ctx, { answer: one.key.answer('bm8gcXVlc3Rpb24') }, url))).toBe(
    'errors.passkeyWrong',
  )
  const { challenge } = await askPasskey(ctx, {}, url)
  expect(await refusal(provePasskey(ctx, { answer: other.key.answer(challenge) }, url))).toBe('errors.passkeyWrong')
})

type Key = ReturnType<typeof securityKey>
type Answer = ReturnType<Key['answer']>
type Made = Awaited<ReturnType<typeof withPasskey>>

/** Answers that are not what was asked for, each from the key of `made` where it has one. */
const forgeries: [string, (made: Made, challenge: string, other: Made) => Answer][] = [
  [
    'that a copy of the key gives, whose counter goes back',
    ({ key }, challenge) => (key.forgetAnswers(), key.answer(challenge)),
  ],
  [
    'of a key under the name of another',
    ({ key }, challenge, other) => ({ ...other.key.answer(challenge), ...named(key) }),
  ],
  ['to another question', ({ key }) => key.answer('YW5vdGhlciBxdWVzdGlvbg')],
  ['to no question', ({ key }) => key.answer('')],
  ['that was cut', ({ key }, challenge) => cut(key.answer(challenge), 'signature')],
  ['whose data were cut', ({ key }, challenge) => cut(key.answer(challenge), 'authenticatorData')],
]
const named = (key: Key) => {
  const { id, rawId } = key.answer('')
  return { id, rawId }
}
const cut = (answer: Answer, part: keyof Answer['response']): Answer => ({
  ...answer,
  response: { ...answer.response, [part]: answer.response[part].slice(0, -8) },
})

test.for(forgeries)('an answer %s opens no second step and proves nothing', async ([, forge]) => {
  const [made, other] = [await withPasskey(), await withPasskey()]
  for (const [needs, take] of [
    ['factor', provePasskey],
    [null, confirmWithPasskey],
  ] as const) {
    const ctx = await sessionContextFor(web, made.someone, { needs })
    // The key has answered before: a counter that never moved tells nothing.
    const { challenge: first } = await askPasskey(ctx, {}, url)
    made.key.answer(first)
    const { challenge } = await askPasskey(ctx, {}, url)
    expect(await refusal(take(ctx, { answer: forge(made, challenge, other) }, url))).toBe('errors.passkeyWrong')
    expect((await findSession(web, ctx.sessionId))?.needs).toBe(needs)
  }
})

test('an answer that was drawn on another page, or for another console, is refused', async () => {
  const someone = await createPerson(database.db)
  const begun = await sessionContextFor(web, someone, { needs: 'enrolment' })
  const lured = securityKey('https://console.example.com.evil.example', 'console.example.com')
  const elsewhere = securityKey(url, 'other.example.com')
  for (const key of [lured, elsewhere]) {
    const { challenge } = await beginPasskey(begun, {}, url)
    expect(await refusal(finishPasskey(begun, { name: 'Key', answer: key.make(challenge) }, url))).toBe(
      'errors.passkeyWrong',
    )
  }
})

test('a passkey is somebody’s alone, and is made by one question for one session', async () => {
  const { key } = await withPasskey()
  const ctx = await sessionContextFor(web, await createPerson(database.db), { needs: 'enrolment' })
  const { challenge } = await beginPasskey(ctx, {}, url)
  expect(await refusal(finishPasskey(ctx, { name: 'Key', answer: key.make(challenge) }, url))).toBe(
    'errors.passkeyKnown',
  )
  const [asked, other] = [
    await sessionContextFor(web, await createPerson(database.db), { needs: 'enrolment' }),
    await sessionContextFor(web, await createPerson(database.db), { needs: 'enrolment' }),
  ]
  const question = await beginPasskey(asked, {}, url)
  await beginPasskey(other, {}, url)
  const answer = securityKey(url).make(question.challenge)
  expect(await refusal(finishPasskey(other, { name: 'Key', answer }, url))).toBe('errors.passkeyWrong')
})

test('they need a console with a name', () => {
  expect(passkeysWorkAt('https://console.example.com')).toBe(true)
  expect(passkeysWorkAt('http://localhost:3000')).toBe(true)
  expect(passkeysWorkAt('http://127.0.0.1:3000')).toBe(false)
  expect(passkeysWorkAt('http://[::1]:3000')).toBe(false)
})
