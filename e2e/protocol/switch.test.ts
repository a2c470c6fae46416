import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allPhones } from '#lib/cloud/services/cph-phones.ts'
import { showServer } from '#lib/cloud/services/cph-servers.ts'
import { cloudJob, phoneServer } from '#lib/db/mirror-schema.ts'
import { attempt, orderLink, resourceLink } from '#lib/db/schema.ts'
import { readPhones } from '#lib/inventory/phone-server-face.ts'
import type { Input } from '#lib/operations/switch-phone-server/contract.ts'
import { closeRequest } from '#lib/requests/close.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { showRequest } from '#lib/requests/show.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { look } from '#lib/worker/look.ts'
import { validInput } from './input.ts'
import { switchOf } from './switch-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
// What a test left under way is over before the next one begins.
beforeEach(() => world.cloud.control('clock', { finish: true }))

const key = 'switch-phone-server'
const name = 'arcade'

const phonesNow = async (serverId: string) =>
  (await allPhones(await world.deps.reads(world.accountId), { serverId })).map(({ id }) => id)
const jobOf = async (id: string) => (await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id)))[0]
const sentBy = async (id: string) => {
  const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
  return (await world.cloud.ledger()).filter((row) => row.path === call.path && row.body === call.body)
}
const everSent = async () => (await world.cloud.ledger()).filter((row) => row.path.endsWith('/change')).length
const submit = async (input: unknown) =>
  await submitRequest(await world.as(world.admin), {
    operation: key,
    submitKey: crypto.randomUUID(),
    input,
    reason: '',
  })
const loseAnswer = (when: 'before' | 'after') =>
  world.cloud.control('faults', { fault: 'status-504', when, times: 1, match: { method: 'POST', path: 'change$' } })
/** Another port each time, so that no two switches send the same bytes. */
const port = (listenPort: number): Pick<Input, 'access'> => ({
  access: { ports: [{ name: 'web', listenPort, internetAccessible: true }] },
})

describe('a switch', () => {
  test('is sent once as it was approved, followed by its job, and ends with new phones and no order', async () => {
    const input = await switchOf(world, name)
    const before = input.danger.phoneIds
    const id = await world.approvedOf(key, input)
    const { call, price, summary } = await loadDocument(world.db, id, 1)
    expect(price).toBeNull()
    expect(summary.find(({ step }) => step === 'danger')?.list?.map(({ detail }) => detail)).toEqual(before)
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'none', deliveryState: 'delivered' })
    const sent = await sentBy(id)
    expect(sent.map(({ outcome, body }) => [outcome, body])).toEqual([['accepted', call.body]])
    expect(await jobOf(id)).toMatchObject({ jobId: sent[0]?.job_id, state: 'succeeded', resourceId: input.target.id })
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toEqual([])
    const after = await phonesNow(input.target.id)
    expect(after).toHaveLength(20)
    expect(after.filter((phone) => before.includes(phone))).toEqual([])
    const [mirrored] = await world.db.select().from(phoneServer).where(eq(phoneServer.serverId, input.target.id))
    expect(
      readPhones(mirrored?.phones)
        .map((phone) => phone.id)
        .toSorted(),
    ).toEqual(after.toSorted())
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true })
    const shown = await showRequest(await world.as(world.reviewer), { id })
    expect(shown.milestones.map(({ name: station, standing }) => [station, standing])).toEqual([
      ['submitted', 'passed'],
      ['approved', 'passed'],
      ['sent', 'passed'],
      ['begun', 'passed'],
      ['carriedOut', 'passed'],
    ])
    expect(shown).toMatchObject({ isFree: true, hasOrder: false, risk: 'data-loss', jobs: [{ state: 'succeeded' }] })
  })

  test('keeps the zone, unless another one was chosen', async () => {
    const input = await switchOf(world, name)
    const elsewhere = input.target.zone === 'cn-north-4b' ? 'cn-north-4a' : 'cn-north-4b'
    const account = { ...input.account, availabilityZone: elsewhere }
    const id = await world.approvedOf(key, { ...input, account })
    await world.follow(id, ['done'], 30_000)
    const reads = await world.deps.reads(world.accountId)
    expect(await showServer(reads, input.target.id)).toMatchObject({ availabilityZone: elsewhere, name })
  })

  test('whose answer is lost after the cloud acted is found by the phones, and sent exactly once', async () => {
    const id = await world.approvedOf(key, await switchOf(world, name, port(21_504)))
    await loseAnswer('after')
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'none', deliveryState: 'delivered' })
    expect(await sentBy(id)).toHaveLength(1)
    const attempts = await world.db.select().from(attempt).where(eq(attempt.requestId, id))
    expect(attempts.map(({ state }) => state)).toEqual(['accepted'])
  })

  test('whose answer is lost before the cloud acted is proven absent, and the phones are those of before', async () => {
    const input = await switchOf(world, name, port(21_505))
    const id = await world.approvedOf(key, input)
    await loseAnswer('before')
    await world.follow(id, ['absent'], 30_000)
    expect((await phonesNow(input.target.id)).toSorted()).toEqual(input.danger.phoneIds.toSorted())
  })

  test('whose answer is lost is not taken for begun because somebody stopped the server meanwhile', async () => {
    const input = await switchOf(world, name, port(21_506))
    const id = await world.approvedOf(key, input)
    await loseAnswer('before')
    await look(world.deps, id)
    await world.cloud.control(`servers/${input.target.id}`, { status: 10 })
    const asked = await world.follow(id, ['needs_person'], 30_000)
    await world.cloud.control(`servers/${input.target.id}`, { status: 5 })
    expect(asked).toMatchObject({ stateReason: { words: 'reasons.changedWithoutOrder' } })
    expect(await jobOf(id)).toBeUndefined()
    await expect(submit(input)).rejects.toThrow('errors.equalPurchaseUnknown')
    await closeRequest(await world.as(world.reviewer), { id, comment: 'Looked: the phones are the old ones.' })
  })

  test('that the cloud refuses for lack of quota ends as refused, and nothing is touched', async () => {
    const input = await switchOf(world, name, port(21_065))
    const id = await world.approvedOf(key, input)
    await world.cloud.control('options', { serverQuota: 1 })
    const refused = await world.follow(id, ['refused'])
    await world.cloud.control('options', { serverQuota: 1000 })
    expect(refused.stateReason).toMatchObject({ code: 'CPS.0065' })
    expect((await phonesNow(input.target.id)).toSorted()).toEqual(input.danger.phoneIds.toSorted())
  })
})

describe('a server that is no longer as it was reviewed', () => {
  test('with other phones than those that were ticked for is a conflict, and nothing is asked for', async () => {
    const input = await switchOf(world, name)
    const [, ...fewer] = input.danger.phoneIds
    await expect(submit({ ...input, danger: { ...input.danger, phoneIds: fewer } })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('reasons.phonesNow'),
    })
    const more = [...input.danger.phoneIds, 'f'.repeat(32)]
    await expect(submit({ ...input, danger: { ...input.danger, phoneIds: more } })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('in another zone or of another flavor is a conflict that says what it is now', async () => {
    const input = await switchOf(world, name)
    const moved = { ...input, target: { ...input.target, zone: 'cn-north-4z' } }
    await expect(submit(moved)).rejects.toThrow('reasons.zoneNow')
    const changed = { ...input, target: { ...input.target, phoneModel: 'rs2.plus' } }
    await expect(submit(changed)).rejects.toThrow('reasons.flavorNow')
  })

  test('switched by somebody else after the approval is held, with all its new phones, and nothing more is sent', async () => {
    const stale = await world.approvedOf(key, await switchOf(world, name, port(21_700)))
    const other = await world.approvedOf(key, await switchOf(world, name, port(21_701)))
    await world.follow(other, ['done'], 30_000)
    const sent = await everSent()
    const held = await world.follow(stale, ['held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('reasons.phonesNow') })
    expect(await everSent()).toBe(sent)
  })

  test('stopped in the vendor’s console is held with that reason, and goes on to nothing by itself', async () => {
    const input = await switchOf(world, name, port(21_800))
    const id = await world.approvedOf(key, input)
    await world.cloud.control(`servers/${input.target.id}`, { status: 10 })
    const held = await world.follow(id, ['held'])
    await world.cloud.control(`servers/${input.target.id}`, { status: 5 })
    expect(held.stateReason).toMatchObject({ words: 'operations.cannot.stopped' })
    expect(await sentBy(id)).toEqual([])
  })
})

describe('without the tick and the name', () => {
  test.each([
    ['a tick', { isUnderstood: undefined }, 'danger.isUnderstood'],
    ['the name', { serverName: '' }, 'danger.serverName'],
    ['the right name', { serverName: 'stream-hall' }, 'danger.serverName'],
  ])('no switch is asked for by a direct call either: %s is missing', async (_, missing, field) => {
    const input = await switchOf(world, name)
    const sent = await everSent()
    await expect(submit({ ...input, danger: { ...input.danger, ...missing } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: field.split('.') })],
    })
    expect(await everSent()).toBe(sent)
  })
})

test('a switch of a server that is fated to fail fails, too, and says so', async () => {
  const wanted = await validInput(world.db, world.accountId, 'fail-change')
  const { model, disks, image } = await switchOf(world, name)
  const bought = await world.approvedOf('buy-phone-servers', {
    ...wanted,
    model: { serverModel: 'physical.kg1.4xlarge.cp', ...model },
    image: { ...wanted.image, ...image, count: 1 },
    disks,
  })
  await world.follow(bought, ['done'], 30_000)
  const { name: sent } = await loadDocument(world.db, bought, 1)
  const id = await world.approvedOf(key, await switchOf(world, sent))
  const failed = await world.follow(id, ['delivery_failed'], 30_000)
  expect(failed.stateReason).toMatchObject({ words: 'reasons.jobFailed', code: 'CPS.0092' })
})

test('a switch that the cloud begins and does not finish fails with the code of its job', async () => {
  const input = await switchOf(world, name, {
    access: { ports: [{ name: 'fail-delivery', listenPort: 21_900, internetAccessible: false }] },
  })
  const id = await world.approvedOf(key, input)
  const failed = await world.follow(id, ['delivery_failed'], 30_000)
  expect(failed).toMatchObject({
    deliveryState: 'failed',
    stateReason: { words: 'reasons.jobFailed', code: 'CPS.0092' },
  })
  expect(await jobOf(id)).toMatchObject({ state: 'failed', errorCode: 'CPS.0092' })
  const [mirrored] = await world.db
    .select()
    .from(phoneServer)
    .where(and(eq(phoneServer.accountId, world.accountId), eq(phoneServer.serverId, input.target.id)))
  expect(mirrored?.status).toBe(2)
})
