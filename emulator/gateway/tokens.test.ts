import { expect, test } from 'vitest'
import { documentedPurchase, purchasePath } from '../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../testing/start-cloud.ts'

const dayS = 86_400

const identity = (password = 'emulator-fake-password-spend') => ({
  methods: ['password'],
  password: { user: { name: 'demo-spend', password, domain: { name: 'demo' } } },
})

const login = (cloud: CloudUnderTest, scope?: object, password?: string) =>
  cloud.call('POST', '/v3/auth/tokens', {
    headers: { authorization: '' },
    query: 'nocatalog=true',
    body: { auth: { identity: identity(password), ...(scope && { scope }) } },
  })

const withToken = (token: unknown) => ({ headers: { authorization: '', 'x-auth-token': String(token) } })

test('a password buys a token of one project for 24 hours', async () => {
  const cloud = startCloud()
  const made = await login(cloud, { project: { name: 'cn-north-4' } })
  const token = String(made.headers['x-subject-token'])
  expect(made.status).toBe(201)
  expect(token).toMatch(/^MII/)
  expect(token.length).toBeGreaterThan(1024)
  expect(made.body.token).toMatchObject({
    methods: ['password'],
    issued_at: '2026-01-15T02:30:40.000000Z',
    expires_at: '2026-01-16T02:30:40.000000Z',
    project: { id: cloud.projectId(), name: 'cn-north-4', domain: { name: 'demo' } },
    catalog: [],
  })
  const list = () => cloud.call('GET', '/v1/{pid}/cloud-phone/servers', withToken(token))
  expect((await list()).status).toBe(200)
  cloud.emulator.advance(dayS)
  expect((await list()).body.error_msg).toContain('token expires, expires_at: 2026-01-16T02:30:40')
})

test('a token can buy', async () => {
  const cloud = startCloud()
  const token = (await login(cloud, { project: { id: cloud.projectId() } })).headers['x-subject-token']
  const bought = await cloud.call('POST', purchasePath, { ...withToken(token), body: documentedPurchase })
  expect(bought.status).toBe(200)
})

test('a token of one region does not open another', async () => {
  const cloud = startCloud()
  const token = (await login(cloud, { project: { name: 'cn-north-4' } })).headers['x-subject-token']
  const answer = await cloud.call('GET', '/v1/{pid}/cloud-phone/servers', { ...withToken(token), region: 'cn-east-3' })
  expect(answer).toMatchObject({ status: 401, body: { error_code: 'APIGW.0307' } })
})

test('a token can be checked, and an invented one is not known', async () => {
  const cloud = startCloud()
  const token = String((await login(cloud)).headers['x-subject-token'])
  const check = (subject: string) =>
    cloud.call('GET', '/v3/auth/tokens', {
      headers: { authorization: '', 'x-auth-token': token, 'x-subject-token': subject },
    })
  expect((await check(token)).body.token.domain).toMatchObject({ name: 'demo' })
  expect(await check('MII')).toMatchObject({
    status: 404,
    body: { error: { code: 404, title: 'Not Found', message: 'X-Subject-Token is invalid in the request' } },
  })
})

test('a wrong password and a foreign project are refused in the identity service’s shape', async () => {
  const cloud = startCloud()
  expect(await login(cloud, undefined, 'wrong')).toMatchObject({
    status: 401,
    body: { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } },
  })
  expect((await login(cloud, { project: { id: cloud.projectId('poor') } })).status).toBe(401)
})

test('passwords and tokens never reach the ledger', async () => {
  const cloud = startCloud()
  await login(cloud)
  expect(cloud.emulator.cloud.world.ledger).toEqual([])
})

test('an invented token does not open anything', async () => {
  const answer = await startCloud().call('GET', '/v3/projects', withToken('MIIinvented'))
  expect(answer.body.error_msg).toContain('decrypt token fail')
})
