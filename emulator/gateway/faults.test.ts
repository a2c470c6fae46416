import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentedPurchase } from '../testing/purchases.ts'
import { type CloudUnderTest, signature, startCloud } from '../testing/start-cloud.ts'
import { faultNames } from './faults.ts'

let cloud: CloudUnderTest
let url: string
beforeAll(async () => {
  cloud = startCloud()
  url = await cloud.emulator.listen()
})
beforeEach(() => cloud.control('POST', 'reset', { listLagSeconds: 0 }))
afterAll(() => cloud.emulator.close())

/** A purchase over a real connection. */
async function buy(changes: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Response> {
  const target = `/v2/${cloud.projectId()}/cloud-phone/servers`
  const body = JSON.stringify({ ...documentedPurchase, ...changes })
  const headers = signature(cloud.emulator, 'spend', { method: 'POST', target, body, at: cloud.wall.now })
  return fetch(url + target, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/json' },
    redirect: 'manual',
    ...(signal && { signal }),
  })
}

const inject = (body: Record<string, unknown>) => cloud.control('POST', 'faults', body)
const ordersNow = () => cloud.emulator.cloud.world.orders.filter((order) => order.createdAt === cloud.wall.now).length

describe('a status fault', () => {
  test.each([500, 502, 503, 504])('%i after acting leaves an order behind', async (status) => {
    await inject({ fault: `status-${status}` })
    expect((await buy()).status).toBe(status)
    expect(ordersNow()).toBe(1)
    expect(cloud.outcomes()).toEqual(['accepted'])
  })

  test.each([500, 502, 503, 504])('%i before acting leaves nothing', async (status) => {
    await inject({ fault: `status-${status}`, when: 'before' })
    expect((await buy()).status).toBe(status)
    expect(ordersNow()).toBe(0)
    expect(cloud.outcomes()).toEqual(['failed'])
  })
})

test.each([
  ['after', 1, 'accepted'],
  ['before', 0, 'failed'],
] as const)('a connection cut %s acting', async (when, orders, outcome) => {
  await inject({ fault: 'reset', when })
  await expect(buy()).rejects.toThrow('fetch failed')
  expect([ordersNow(), cloud.outcomes()]).toEqual([orders, [outcome]])
})

test('a hanging call ends only when the caller gives up, with the order made', async () => {
  await inject({ fault: 'hang' })
  await expect(buy({}, AbortSignal.timeout(200))).rejects.toThrow('timeout')
  expect(ordersNow()).toBe(1)
})

test('a slow call answers in the end', async () => {
  await inject({ fault: 'slow', seconds: 0.05 })
  expect((await buy()).status).toBe(200)
})

test('an answer can be malformed, cut short, a web page, or without an order id', async () => {
  await inject({ fault: 'malformed-json' })
  await expect((await buy()).json()).rejects.toThrow(SyntaxError)
  await inject({ fault: 'truncated' })
  await expect((async () => (await buy()).text())()).rejects.toThrow(/terminated|fetch failed/)
  await inject({ fault: 'html-200' })
  const page = await buy()
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
  await inject({ fault: 'no-order-id' })
  expect(await (await buy()).json()).not.toHaveProperty('order_id')
  await inject({ fault: 'error-code-200' })
  expect(await (await buy()).json()).toMatchObject({ error_code: 'CPS.0003' })
  expect([ordersNow(), new Set(cloud.outcomes())]).toEqual([5, new Set(['accepted'])])
})

test('the gateway can refuse, throttle or send elsewhere without acting', async () => {
  await inject({ fault: 'bad-signature' })
  expect((await buy()).status).toBe(401)
  await inject({ fault: 'throttled' })
  expect((await buy()).status).toBe(429)
  await inject({ fault: 'redirect', location: 'https://elsewhere.invalid/x' })
  const answer = await buy()
  expect([answer.status, answer.headers.get('location')]).toEqual([307, 'https://elsewhere.invalid/x'])
  expect([ordersNow(), cloud.outcomes()]).toEqual([0, ['unauthenticated', 'throttled', 'failed']])
})

test('a list can be empty although there is something in it', async () => {
  await inject({ fault: 'empty-list', match: { operation: 'ListServers' } })
  const path = '/v1/{pid}/cloud-phone/servers'
  expect((await cloud.call('GET', path)).body).toMatchObject({ count: 0, servers: [] })
  expect((await cloud.call('GET', path)).body.count).toBeGreaterThan(0)
})

test('a fault hits what it matches, as often as it says, until it is removed', async () => {
  await inject({
    fault: 'status-500',
    when: 'before',
    times: null,
    match: { service: 'cph', method: 'POST', path: 'phone/servers$' },
  })
  await inject({ fault: 'status-503', when: 'before', times: 2, match: { path: '/v3/projects' } })
  const status = async (path: string) => (await cloud.call('GET', path)).status
  expect([await status('/v3/projects'), await status('/v3/projects'), await status('/v3/projects')]).toEqual([
    503, 503, 200,
  ])
  expect([(await buy()).status, (await buy()).status]).toEqual([500, 500])
  expect(await cloud.control('GET', 'faults')).toHaveLength(1)
  await cloud.control('DELETE', 'faults')
  expect((await buy()).status).toBe(200)
})

test('a fault that nobody knows is refused with the names there are', async () => {
  const answer = await inject({ fault: 'status-418' })
  expect(answer.error_code).toBe('CONTROL.0002')
  expect(answer.error_msg).toContain(faultNames[0])
})

describe('words in a server name provoke by hand', () => {
  test.each([
    ['fail-500', 500, 0],
    ['fail-504', 504, 1],
    ['fail-401', 401, 0],
    ['fail-429', 429, 0],
    ['fail-json', 200, 1],
  ])('%s', async (word, status, orders) => {
    expect((await buy({ server_name: `my-${word}-farm` })).status).toBe(status)
    expect(ordersNow()).toBe(orders)
  })

  test('fail-cut', async () => {
    await expect(buy({ server_name: 'fail-cut' })).rejects.toThrow('fetch failed')
    expect(ordersNow()).toBe(1)
  })

  test('in a port name as well', async () => {
    const ports = [{ name: 'fail-504', listen_port: 20_000, internet_accessible: 'false' }]
    expect((await buy({ ports })).status).toBe(504)
  })
})
