import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { documentedPurchase, purchase, purchasePath } from '../testing/purchases.ts'
import { signature, startCloud } from '../testing/start-cloud.ts'

const servers = '/v1/{pid}/cloud-phone/servers'
const minute = 60_000

test('an unsigned call is refused and says what it lacks', async () => {
  const cloud = startCloud()
  const answer = await cloud.call('GET', servers, { headers: { authorization: '' } })
  expect(answer).toMatchObject({
    status: 401,
    body: { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information: x-auth-token not found' },
  })
})

test('every answer has a request id, and a refusal repeats it in its body', async () => {
  const cloud = startCloud()
  const good = await cloud.call('GET', servers)
  const bad = await cloud.call('GET', servers, { query: 'limit=0' })
  expect(good.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
  expect(good.body.request_id).toBe(good.headers['x-request-id'])
  expect(bad.body).toEqual({
    error_code: 'CPS.0002',
    error_msg: 'Parameter: limit is invalid.',
    request_id: bad.headers['x-request-id'],
  })
})

test('an unknown key is named', async () => {
  const authorization = `SDK-HMAC-SHA256 Access=NOBODY, SignedHeaders=x-sdk-date, Signature=${'0'.repeat(64)}`
  const answer = await startCloud().call('GET', servers, { headers: { authorization } })
  expect(answer.status).toBe(401)
  expect(answer.body.error_msg).toContain('ak NOBODY not exist')
})

test('a wrong signature is answered with the canonical request that the gateway saw', async () => {
  const cloud = startCloud()
  const signed = signature(cloud.emulator, 'spend', {
    method: 'GET',
    target: '/elsewhere',
    body: '',
    at: cloud.wall.now,
  })
  const answer = await cloud.call('GET', '/v3/projects', { headers: signed })
  expect(answer.body.error_msg).toMatch(
    /verify aksk signature fail,canonicalRequest:GET\|\/v3\/projects\/\|\|x-sdk-date:/,
  )
})

test.each([
  ['15 minutes behind', -15 * minute, 200],
  ['15 minutes and a second behind', -15 * minute - 1000, 401],
  ['15 minutes ahead', 15 * minute, 200],
  ['15 minutes and a second ahead', 15 * minute + 1000, 401],
])('a signature %s is judged by the real clock', async (_, skewMs, status) => {
  const cloud = startCloud()
  const target = '/v3/projects'
  const headers = signature(cloud.emulator, 'spend', { method: 'GET', target, body: '', at: cloud.wall.now + skewMs })
  const answer = await cloud.call('GET', target, { headers })
  expect(answer.status).toBe(status)
  const complaint = String(answer.body.error_msg ?? '')
  expect(complaint.includes('signature expired, signature time:')).toBe(status === 401)
})

test('the advanced clock does not age a signature', async () => {
  const cloud = startCloud()
  cloud.emulator.advance(3600)
  expect((await cloud.call('GET', servers)).status).toBe(200)
})

test('the sixth failure in a row locks a key for five minutes', async () => {
  const cloud = startCloud()
  const wrong = signature(cloud.emulator, 'spend', { method: 'PUT', target: '/', body: '', at: cloud.wall.now })
  for (let attempt = 0; attempt < 5; attempt += 1) await cloud.call('GET', servers, { headers: wrong })
  expect((await cloud.call('GET', servers)).status).toBe(200)

  for (let attempt = 0; attempt < 6; attempt += 1) await cloud.call('GET', servers, { headers: wrong })
  const locked = await cloud.call('GET', servers)
  expect(locked.body.error_msg).toContain('AK access failed to reach the limit,forbidden.')
  expect((await cloud.call('GET', servers, { as: 'read' })).status).toBe(200)

  cloud.emulator.advance(5 * 60)
  expect((await cloud.call('GET', servers)).status).toBe(200)
})

test('a temporary key needs its security token', async () => {
  const cloud = startCloud()
  expect((await cloud.call('GET', servers, { as: 'temporary' })).status).toBe(200)
  const target = `/v1/${cloud.projectId()}/cloud-phone/servers`
  const signed = signature(cloud.emulator, 'temporary', { method: 'GET', target, body: '', at: cloud.wall.now })
  const answer = await cloud.call('GET', target, {
    as: 'temporary',
    headers: { ...signed, 'x-security-token': 'other' },
  })
  expect(answer.status).toBe(401)
})

test('issued temporary keys work until they expire, with no more rights than their maker', async () => {
  const cloud = startCloud()
  const made = await cloud.call('POST', '/v3.0/OS-CREDENTIAL/securitytokens', {
    as: 'read',
    body: { auth: { identity: { methods: ['token'], token: { duration_seconds: 900 } } } },
  })
  expect(made.status).toBe(201)
  expect(made.body.credential.securitytoken).toMatch(/^MII/)
  const key = cloud.emulator.cloud.world.credentials.at(-1)
  if (key === undefined) throw new Error('No key was issued.')
  expect(key.accessKey).toBe(made.body.credential.access)
  expect((await cloud.call('GET', servers, { as: 'issued' })).status).toBe(200)
  expect((await cloud.call('POST', purchasePath, { as: 'issued', body: documentedPurchase })).status).toBe(403)
  cloud.emulator.advance(901)
  expect((await cloud.call('GET', servers, { as: 'issued' })).status).toBe(401)
})

test('a body that does not match the digest it declares is refused', async () => {
  const cloud = startCloud()
  const hash = createHash('sha256').update('{}').digest('hex')
  const answer = await cloud.call('GET', '/v3/projects', { headers: { 'x-sdk-content-sha256': hash } })
  expect(answer.status).toBe(401)
})

test('a project of someone else is unavailable', async () => {
  const cloud = startCloud()
  const answer = await cloud.call('GET', `/v1/${cloud.projectId('poor')}/cloud-phone/servers`)
  expect(answer).toMatchObject({ status: 403, body: { error_code: 'APIGW.0310' } })
})

test('an address that no contract knows is not published', async () => {
  const cloud = startCloud()
  const answer = await cloud.call('POST', '/v1/{pid}/cloud-phone/servers', { body: {} })
  expect(answer).toMatchObject({ status: 404, body: { error_code: 'APIGW.0101' } })
  expect(cloud.outcomes()).toEqual(['refused'])
})

test('a trailing slash makes no difference', async () => {
  const cloud = startCloud()
  expect((await cloud.call('GET', `${servers}/`)).status).toBe(200)
})

test('calls over the limit are throttled per key and API, and the bucket refills', async () => {
  const cloud = startCloud({ options: { throttlePerSecond: 2 } })
  const statuses = async (path: string, as = 'spend') => (await cloud.call('GET', path, { as })).status
  expect([await statuses(servers), await statuses(servers), await statuses(servers)]).toEqual([200, 200, 429])
  expect(await statuses(servers, 'read')).toBe(200)
  expect(await statuses('/v3/projects')).toBe(200)
  cloud.wall.now += 1000
  expect(await statuses(servers)).toBe(200)
})

test('throttled answers use the words of the service and name no waiting time', async () => {
  const cloud = startCloud({ options: { throttlePerSecond: 1 } })
  for (const path of [servers, '/v2/accounts/customer-accounts/balances']) await cloud.call('GET', path)
  const phones = await cloud.call('GET', servers)
  const billing = await cloud.call('GET', '/v2/accounts/customer-accounts/balances')
  expect(phones.body.error_code).toBe('APIGW.0308')
  expect(billing.body.error_code).toBe('CBC.0250')
  expect(phones.headers['retry-after']).toBeUndefined()
})

test('a key that may only read is refused where something would change', async () => {
  const cloud = startCloud()
  const buy = await cloud.call('POST', purchasePath, { as: 'read', body: documentedPurchase })
  expect(buy).toMatchObject({ status: 403, body: { error_code: 'CPS.0001' } })
  const pay = await cloud.call('POST', '/v3/orders/customer-orders/pay', { as: 'read', body: {} })
  expect(pay.body).toMatchObject({ error_code: 'CBC.0151', error_msg: expect.stringContaining('billing:order:pay') })
  const rate = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', { as: 'read', body: {} })
  expect(rate.status).toBe(200)
})

test('a key without billing rights sees servers but no orders', async () => {
  const cloud = startCloud()
  expect((await cloud.call('GET', servers, { as: 'no-billing' })).status).toBe(200)
  const orders = await cloud.call('GET', '/v2/orders/customer-orders', { as: 'no-billing' })
  expect(orders).toMatchObject({ status: 403, body: { error_code: 'CBC.0151' } })
  expect(orders.body.error_msg).toContain('billing:order:view')
})

test('a body over 12 MB is too large', async () => {
  const answer = await startCloud().call('POST', purchasePath, { rawBody: ' '.repeat(12 * 1024 * 1024 + 1) })
  expect(answer).toMatchObject({ status: 413, body: { error_code: 'APIGW.0201' } })
})

test('a body that is no JSON is refused after its signature was accepted', async () => {
  const cloud = startCloud()
  expect((await cloud.call('POST', purchasePath, { rawBody: '{"count":' })).status).toBe(400)
  expect(cloud.outcomes()).toEqual(['refused'])
})

test('the body of a GET takes part in its signature', async () => {
  const cloud = startCloud()
  expect((await cloud.call('GET', '/v3/projects', { rawBody: '{}' })).status).toBe(200)
  const signed = signature(cloud.emulator, 'spend', {
    method: 'GET',
    target: '/v3/projects',
    body: '',
    at: cloud.wall.now,
  })
  expect((await cloud.call('GET', '/v3/projects', { rawBody: '{}', headers: signed })).status).toBe(401)
})

test('the ledger has the exact bytes of every write, whatever became of it', async () => {
  const cloud = startCloud()
  const rawBody = ` ${JSON.stringify(documentedPurchase, null, 3)}\n`
  const bought = await cloud.call('POST', purchasePath, { rawBody })
  await purchase(cloud, { count: 11 })
  await cloud.call('POST', purchasePath, { body: documentedPurchase, headers: { authorization: '' } })
  await cloud.call('GET', servers)
  const ledger = await cloud.control('GET', 'ledger')
  expect(ledger.map((entry: { outcome: string }) => entry.outcome)).toEqual(['accepted', 'refused', 'unauthenticated'])
  expect(ledger[0]).toEqual({
    at: '2026-01-15T02:30:40Z',
    service: 'cph',
    method: 'POST',
    path: `/v2/${cloud.projectId()}/cloud-phone/servers`,
    body: rawBody,
    body_sha256: createHash('sha256').update(rawBody).digest('hex'),
    request_id: bought.body.request_id,
    order_id: bought.body.order_id,
    job_id: null,
    outcome: 'accepted',
  })
})
