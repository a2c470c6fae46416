import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudJob } from '#lib/db/mirror-schema.ts'
import { attempt } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, insertApproval, insertAttempt, setState, type Cast } from '#lib/db/testing/requests.ts'
import { eq } from 'drizzle-orm'
import type { RequestDetail } from './queries.ts'
import { showRequest } from './show.ts'
import { supportReport, supportText } from './support-report.ts'
import { documentOf, insertWithDocument } from './testing/insert-document.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const madeAt = new Date('2026-02-03T04:05:06.000Z')

/** A request that the cloud refused, with a job that failed, as its page shows it. */
async function refused(body: string): Promise<RequestDetail> {
  const document = documentOf(cast)
  const asked = await insertWithDocument(database.db, cast, {}, { ...document, call: { ...document.call, body } })
  await insertApproval(database.db, asked, cast.reviewer.id)
  for (const state of ['approved', 'claimed', 'sending']) await setState(database.db, asked.id, state)
  const id = await insertAttempt(database.db, asked)
  await database.db
    .update(attempt)
    .set({
      state: 'refused',
      httpStatus: 400,
      cloudRequestId: 'a'.repeat(32),
      errorCode: 'CPS.0065',
      errorMessage: 'ak HSTKEY0123456789ABCD has no quota',
      answer: '{"error_code":"CPS.0065"}',
    })
    .where(eq(attempt.id, id))
  await database.db.insert(cloudJob).values({
    accountId: cast.account.id,
    jobId: `job-${randomUUID()}`,
    service: 'ecs',
    kind: 'resize-server',
    requestId: asked.id,
    state: 'failed',
    errorCode: 'Ecs.0207',
    startedAt: madeAt,
    children: [{ id: 'part', resourceId: 'server-1', state: 'failed', errorCode: 'Ecs.0319' }],
  })
  return await showRequest(await contextFor(database.db, cast.support), { id: asked.id })
}

test('the report names the call, where and when it was made, and every code and id that the cloud gave', async () => {
  const request = await refused('{"server_name":"farm","count":2}')
  const report = supportReport(request, madeAt)
  expect(report).toMatchObject({
    request: request.number,
    made_at: '2026-02-03T04:05:06.000Z',
    account: cast.account.name,
    region: 'cn-north-4',
    codes: ['CPS.0065', 'Ecs.0207', 'Ecs.0319'],
    call: {
      method: request.document?.call.method,
      body: { server_name: 'farm', count: 2 },
      body_sha256: request.document?.bodySha256,
    },
    attempts: [{ seq: 1, http_status: 400, cloud_request_id: 'a'.repeat(32), error_code: 'CPS.0065' }],
    jobs: [{ service: 'ecs', error_code: 'Ecs.0207', parts: [{ resource_id: 'server-1', error_code: 'Ecs.0319' }] }],
  })
  expect(report.call?.url).toBe(`${request.document?.endpoint}${request.document?.call.path}`)
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('no key, password or token leaves with it, however deep it stands', async () => {
  const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `hunter2-${letter}`)
  const body = {
    keypair_name: 'keypair',
    adminPass: a,
    nested: [{ user_data: b, private_key: { pem: c } }],
    property: JSON.stringify({ 'persist.sys.locale': 'en-US', secretValue: d }),
    'X-Auth-Token': e,
    credentials: [f],
  }
  const report = supportReport(await refused(JSON.stringify(body)), madeAt)
  const written = `${JSON.stringify(report)}\n${supportText(report)}`
  expect(written).not.toContain('hunter2')
  expect(written).not.toContain('HSTKEY0123456789ABCD')
  expect(report.call?.body).toMatchObject({
    keypair_name: 'keypair',
    adminPass: '***',
    property: '{"persist.sys.locale":"en-US","secretValue":"***"}',
  })
})

test('a body that cannot be read is left out whole', async () => {
  expect(supportReport(await refused('password=hunter2'), madeAt).call?.body).toBe('***')
})

test('as text it is one fact a line, without what is not known', async () => {
  const text = supportText(supportReport(await refused('{"count":2}'), madeAt))
  expect(text).toContain('codes: CPS.0065, Ecs.0207, Ecs.0319')
  expect(text).toContain('  body: {"count":2}')
  expect(text).toContain(`attempts 1:\n  seq: 1`)
  expect(text).toContain('    resource_id: server-1')
  expect(text).not.toMatch(/null|undefined|\[object/)
})

test('a call whose answer was lost and that was found later does not count as answered', async () => {
  const request = await refused('{}')
  const [call] = request.attempts
  if (!call) throw new Error('The request has a call')
  const answered = { ...call, state: 'accepted', httpStatus: 200, errorCode: null, errorMessage: null } as const
  const found = { ...answered, httpStatus: 504, errorMessage: 'answered 504' }
  const unheard = { ...answered, httpStatus: null }
  const { attempts } = supportReport({ ...request, attempts: [answered, found, unheard] }, madeAt)
  const at = call.answeredAt
  expect(attempts).toMatchObject([
    { answered_at: at },
    { answered_at: null, found_at: at, http_status: 504 },
    { answered_at: null, found_at: at, http_status: null },
  ])
  expect(attempts[0]).not.toHaveProperty('found_at')
})
