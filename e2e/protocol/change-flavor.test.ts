import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allServers, showServer } from '#lib/cloud/services/cph-servers.ts'
import { orderLink, payment, resourceLink } from '#lib/db/schema.ts'
import type { Input } from '#lib/operations/change-phone-flavor/contract.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { look } from '#lib/worker/look.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const key = 'change-phone-flavor'
const special = { serverModel: 'physical.rx1.xlarge.special', phoneModel: 'rx1.cp.sp.c105.d8.e5v5' }
const smaller = { serverModel: 'physical.rx1.large.special', phoneModel: 'rx1.cp.sp.c105.d6.e5v5' }

async function changeOf(name: string, flavor: Input['flavor']): Promise<Input> {
  const [server] = (await allServers(await world.deps.reads(world.accountId), { serverName: name })).filter(
    (row) => row.name === name,
  )
  if (!server) throw new Error(`The pretend cloud has no server ${name}`)
  const { id, serverModel = '', phoneModel = '' } = server
  return { account: { accountId: world.accountId }, target: { id, name, serverModel, phoneModel }, flavor }
}
const sentBy = async (id: string) => {
  const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
  return (await world.cloud.ledger()).filter(
    (row) => row.body === call.body && row.path.endsWith('change-server-model'),
  )
}
const lose = (fault: Record<string, unknown>) =>
  world.cloud.control('faults', { match: { method: 'POST', path: 'change-server-model$' }, times: 1, ...fault })

describe('a change of flavor', () => {
  test('to a dearer one is quoted as the difference, ordered unpaid, compared, paid and followed to the new flavor', async () => {
    const input = await changeOf('stream-hall', special)
    const id = await world.approvedOf(key, input)
    const { price, call } = await loadDocument(world.db, id, 1)
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(JSON.parse(call.body)).toMatchObject({ extend_param: { is_auto_pay: 0 } })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    const [paid] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(paid?.amountMinor).toBe(price?.amountMinor)
    expect(await sentBy(id)).toHaveLength(1)
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true })
    expect(await showServer(await world.deps.reads(world.accountId), input.target.id)).toMatchObject(special)
  })

  test('to a cheaper one is paid back: nothing is paid, and it is done when the server has it', async () => {
    const id = await world.approvedOf(key, await changeOf('stream-hall', smaller))
    const { price } = await loadDocument(world.db, id, 1)
    expect(price?.amountMinor).toBeLessThan(0)
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'refunded', deliveryState: 'delivered' })
    expect(await world.db.select().from(payment).where(eq(payment.requestId, id))).toEqual([])
  })

  test('whose answer is lost is found by its order and never sent twice', async () => {
    const id = await world.approvedOf(key, await changeOf('stream-hall', special))
    const sentBefore = (await sentBy(id)).length
    await lose({ fault: 'status-504', when: 'after' })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done.moneyState).toBe('paid')
    expect(await sentBy(id)).toHaveLength(sentBefore + 1)
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(1)
  })

  test('of a server that somebody else changed meanwhile is held, says what it is now, and sends nothing', async () => {
    const input = await changeOf('stream-hall', smaller)
    const id = await world.approvedOf(key, input)
    await world.cloud.control(`servers/${input.target.id}`, { phone_model_name: 'rx1.cp.sp.c60.d12.e1v1' })
    const before = (await sentBy(id)).length
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('reasons.flavorNow') })
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('rx1.cp.sp.c60.d12.e1v1') })
    expect(await sentBy(id)).toHaveLength(before)
  })

  test('is not even asked for once the server is another', async () => {
    const input = await changeOf('stream-hall', smaller)
    const stale = { ...input, target: { ...input.target, phoneModel: special.phoneModel } }
    const asked = { operation: key, submitKey: crypto.randomUUID(), input: stale, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toThrow('reasons.flavorNow')
  })

  test('to a flavor with another number of phones is refused at the field', async () => {
    const flavor = { serverModel: special.serverModel, phoneModel: 'rx1.cp.sp.c60.d12.e1v1' }
    const input = await changeOf('stream-hall', special)
    const wrong = {
      ...input,
      target: { ...input.target, serverModel: 'physical.rx1.xlarge', phoneModel: 'rx1.cp.c105.d6.e5v5' },
      flavor,
    }
    const asked = { operation: key, submitKey: crypto.randomUUID(), input: wrong, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      fields: { 'flavor.phoneModel': 'errors.flavorOtherPhones' },
    })
  })
})
