import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submitRequest } from '#lib/requests/submit.ts'
import { look } from '#lib/worker/look.ts'
import { desktopsOf, ends, writeNow } from './desktop.ts'
import { type World, createWorld } from './world.ts'

let world: World
let desktops: ReturnType<typeof desktopsOf>

beforeAll(async () => {
  world = await createWorld()
  desktops = desktopsOf(world)
})
afterAll(() => world.close())

const key = 'change-desktop'
const larger = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge2', vcpus: 4, memoryMib: 8192 }
const largest = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge4', vcpus: 4, memoryMib: 16_384 }

describe('a desktop that is paid as it is used', () => {
  test('is resized at once, without an order, at another price of an hour', async () => {
    const { id, input } = await desktops.approved('TRIAL-04', largest)
    const { price, usage, call } = await desktops.documentOf(id)
    expect(call.path).toMatch(/\/desktops\/resize$/)
    expect(JSON.parse(call.body)).toEqual({
      desktops: [{ desktop_id: input.target.id }],
      product_id: largest.productId,
      mode: 'STOP_DESKTOP',
    })
    expect(price).toBeNull()
    expect(usage?.toHourMillionths).toBeGreaterThan(usage?.fromHourMillionths ?? Infinity)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
    expect(await desktops.orderOf(id)).toBeUndefined()
    expect(await desktops.paidFor(id)).toBeUndefined()
    expect(await desktops.jobOf(id)).toMatchObject({ service: 'workspace', state: 'succeeded' })
    expect(await desktops.outcomes(id)).toEqual(['accepted'])
    expect((await desktops.now(input.target.id)).productId).toBe(largest.productId)
  })

  test('may become smaller', async () => {
    const smaller = { way: 'resize', productId: 'workspace.x86.enterprise.large2', vcpus: 2, memoryMib: 4096 }
    const { id } = await desktops.approved('TRIAL-02', smaller)
    const { usage } = await desktops.documentOf(id)
    expect(usage?.toHourMillionths).toBeLessThan(usage?.fromHourMillionths ?? 0)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
  })

  test('gets a larger disk at once, and an answer that is lost is found by the disk', async () => {
    const volumeId = await desktops.diskOf('TRIAL-04')
    const { id, input } = await desktops.approved('TRIAL-04', { way: 'expand', volumeId, newSize: 150 })
    const { call } = await desktops.documentOf(id)
    expect(call.path).toMatch(new RegExp(`/desktops/${input.target.id}/volumes/${volumeId}/expand$`))
    expect(call.body).toBe('{"new_size":150}')
    await desktops.lose('expand$')
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
    expect(await desktops.outcomes(id)).toEqual(['accepted'])
    expect((await desktops.now(input.target.id)).dataVolumes[0]).toMatchObject({ sizeGib: 150 })
  })

  test('goes to a term by an order over desktop and disks that costs what was quoted', async () => {
    const change = { way: 'period', unit: 'month', count: 3, autoRenew: true }
    const { id, input } = await desktops.approved('TRIAL-01', change)
    const { price, call } = await desktops.documentOf(id)
    expect(JSON.parse(call.body)).toEqual({
      type: 'meteredToPeriod',
      is_subscribe: true,
      period_type: 2,
      period_num: 3,
      is_auto_renew: 1,
      extend_param: { is_auto_pay: 'false' },
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await desktops.orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 11 })
    expect((await desktops.now(input.target.id)).billing).toBe('prepaid')
  })

  test('that cannot go to a term stays as it was', async () => {
    const { id, input } = await desktops.approved('FAIL-PERIOD', {
      way: 'period',
      unit: 'year',
      count: 1,
      autoRenew: false,
    })
    expect((await world.follow(id, ends, 30_000)).stateReason).toMatchObject({ code: 'WKS.00211401' })
    expect((await desktops.now(input.target.id)).billing).toBe('pay_per_use')
  })

  test('that somebody else put on a term meanwhile is held: another call would be right now', async () => {
    const { id, input } = await desktops.approved('TRIAL-02', {
      ...larger,
      productId: 'workspace.x86.enterprise.xlarge2',
    })
    await writeNow(world, `periodic/${input.target.id}/change/order`, {
      type: 'meteredToPeriod',
      is_subscribe: true,
      period_type: 2,
      period_num: 1,
      extend_param: { is_auto_pay: 'true' },
    })
    await world.cloud.control('clock', { finish: true })
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: 'reasons.billingNow.prepaid' })
    expect(await desktops.outcomes(id)).toEqual([])
    const asked = { operation: key, submitKey: crypto.randomUUID(), input, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      fields: { 'target.billing': 'reasons.billingNow.prepaid' },
    })
  })
})
