import { expect, test } from 'vitest'
import { purchase } from './testing/purchases.ts'
import { startCloud } from './testing/start-cloud.ts'

test('the seeded keys are listed, the demo account’s full key first', async () => {
  const cloud = startCloud()
  const rows = await cloud.control('GET', 'credentials')
  expect(rows[0]).toMatchObject({
    ak: 'EMULATORSPEND0000000',
    sk: 'EmulatorFakeSecretOfspend000000000000000',
    project_id: cloud.projectId(),
    region: 'cn-north-4',
    kind: 'spend',
  })
  expect(new Set(rows.map((row: { kind: string }) => row.kind))).toEqual(
    new Set(['spend', 'read', 'no-billing', 'temporary', 'no-agency', 'no-quota', 'poor']),
  )
})

test('two worlds of one seed have the same ids, those of two seeds the same keys and networks', () => {
  const [one, same, other] = [startCloud({ seed: 'a' }), startCloud({ seed: 'a' }), startCloud({ seed: 'b' })].map(
    (cloud) => cloud.emulator.cloud.world,
  )
  expect(one).toEqual(same)
  expect(one?.servers[0]?.id).not.toBe(other?.servers[0]?.id)
  expect([one?.credentials, one?.vpcs]).toEqual([other?.credentials, other?.vpcs])
})

test('a reset forgets everything that happened', async () => {
  const cloud = startCloud()
  await purchase(cloud)
  await cloud.control('POST', 'faults', { fault: 'status-500' })
  await cloud.control('POST', 'clock', { advance_seconds: 100 })
  const answer = await cloud.control('POST', 'reset', { seed: 'fresh', singleSuffix: true, scale: 7 })
  expect(answer).toMatchObject({
    seed: 'fresh',
    options: { singleSuffix: true },
    clock: { scale: 7, advanced_seconds: 0 },
  })
  expect(await cloud.control('GET', 'ledger')).toEqual([])
  expect(await cloud.control('GET', 'faults')).toEqual([])
})

test('the clock can be read, moved, and told to finish what is under way', async () => {
  const cloud = startCloud()
  expect(await cloud.control('GET', 'clock')).toEqual({
    now: '2026-01-15T02:30:40Z',
    scale: 1,
    advanced_seconds: 0,
    pending_events: 0,
  })
  const { body } = await purchase(cloud)
  await cloud.control('POST', `orders/${body.order_id}/pay`)
  expect((await cloud.control('POST', 'clock', { advance_seconds: 60 })).pending_events).toBe(2)
  expect(await cloud.control('POST', 'clock', { finish: true })).toMatchObject({
    pending_events: 0,
    now: '2026-01-15T02:31:40Z',
  })
})

test.each([
  ['clock', { advance_seconds: -1 }],
  ['clock', { scale: 0 }],
  ['options', { listLag: 1 }],
  ['options', { autoPay: 'sometimes' }],
  ['faults', {}],
  ['faults', { fault: 'reset', match: { path: '(' } }],
  ['prices', { factor: 0 }],
  ['deposits', { yuan: -1 }],
  ['reset', { seed: '' }],
])('POST %s with %j is refused', async (path, body) => {
  expect(await startCloud().control('POST', path, body)).toMatchObject({ error_code: 'CONTROL.0002' })
})

test('many rows come with their orders only where that is asked', async () => {
  const cloud = startCloud()
  const { orders } = await cloud.control('POST', 'scale', {})
  expect(await cloud.control('POST', 'scale', { desktops: 4, servers: 4 })).toMatchObject({ orders })
  expect(await cloud.control('POST', 'scale', { desktops: 4, servers: 4, ordered: true })).toMatchObject({
    orders: orders + 4,
  })
})

test('things that do not exist cannot be interfered with', async () => {
  const cloud = startCloud()
  for (const path of ['orders/CS0/pay', 'orders/CS0/cancel', 'servers/0/fail'])
    expect(await cloud.control('POST', path)).toMatchObject({ error_code: 'CONTROL.0004' })
})

test('control calls are no business of the ledger', async () => {
  const cloud = startCloud()
  await cloud.control('POST', 'options', { listLagSeconds: 1 })
  await cloud.control('POST', 'nothing')
  expect(await cloud.control('GET', 'ledger')).toEqual([])
})

test.each([
  [{ remoteAddress: '10.0.0.7', host: 'localhost' }, 403],
  [{ remoteAddress: '127.0.0.1', host: 'evil.example' }, 403],
  [{ remoteAddress: '127.0.0.1', host: 'localhost:4010' }, 200],
  [{ remoteAddress: '::1', host: '[::1]:4010' }, 200],
  [{ remoteAddress: '::ffff:127.0.0.1', host: '127.0.0.1' }, 200],
])('a control call from %j is answered with %i', async ({ remoteAddress, host }, status) => {
  const { app } = startCloud().emulator
  const answer = await app.inject({ method: 'GET', url: '/_control/credentials', remoteAddress, headers: { host } })
  expect(answer.statusCode).toBe(status)
})
