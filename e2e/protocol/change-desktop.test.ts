import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allHosts } from '#lib/cloud/services/workspace-hosts.ts'
import { showDesktop } from '#lib/cloud/services/workspace-desktops.ts'
import { cloudJob, cloudOrder } from '#lib/db/mirror-schema.ts'
import { orderLink, payment, resourceLink } from '#lib/db/schema.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { look } from '#lib/worker/look.ts'
import { changeOf, desktopNamed, sentBy, writeNow } from './desktop.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const key = 'change-desktop'
const ends = ['done', 'partly_done', 'delivery_failed']
const larger = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge2', vcpus: 4, memoryMib: 8192 }
const largest = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge4', vcpus: 4, memoryMib: 16_384 }
const now = async (id: string) => showDesktop(await world.deps.reads(world.accountId), id)
const paidFor = async (id: string) => (await world.db.select().from(payment).where(eq(payment.requestId, id)))[0]
const documentOf = (id: string) => loadDocument(world.db, id, 1)
const outcomes = async (id: string) => (await sentBy(world, id)).map((row) => row.outcome)
const jobOf = async (id: string) => (await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id)))[0]
const orderOf = async (id: string) =>
  (
    await world.db
      .select({ amountMinor: cloudOrder.amountMinor, orderType: cloudOrder.orderType })
      .from(orderLink)
      .innerJoin(cloudOrder, eq(cloudOrder.orderId, orderLink.orderId))
      .where(eq(orderLink.requestId, id))
  )[0]

const diskOf = async (name: string, place = 0) => {
  const disk = (await desktopNamed(world, name)).dataVolumes[place]
  if (!disk?.volumeId) throw new Error(`${name} has no data disk`)
  return disk.volumeId
}
const approved = async (name: string, change: Record<string, unknown>) => {
  const input = await changeOf(world, name, change)
  return { id: await world.approvedOf(key, input), input }
}
const lose = (path: string) =>
  world.cloud.control('faults', { fault: 'status-504', when: 'after', times: 1, match: { method: 'POST', path } })

describe('a yearly/monthly desktop', () => {
  test('is resized by an order over the difference: quoted, placed unpaid, compared, paid and followed', async () => {
    const { id, input } = await approved('DESIGN-01', larger)
    const { price, call } = await documentOf(id)
    expect(call.path).toMatch(new RegExp(`/periodic/${input.target.id}/change/order$`))
    expect(JSON.parse(call.body)).toEqual({
      type: 'resizeDesktops',
      resize_product_id: larger.productId,
      extend_param: { is_auto_pay: 'false' },
    })
    const done = await world.follow(id, ends, 30_000)
    expect(done).toMatchObject({ state: 'done', moneyState: 'paid', deliveryState: 'delivered' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect((await paidFor(id))?.amountMinor).toBe(price?.amountMinor)
    expect(await orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect(await outcomes(id)).toEqual(['accepted'])
    expect((await now(input.target.id)).productId).toBe(larger.productId)
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true, kind: 'desktop' })
  })

  test('gets a larger disk by an order that costs what was quoted', async () => {
    const volumeId = await diskOf('DESIGN-02', 1)
    const { id, input } = await approved('DESIGN-02', { way: 'expand', volumeId, newSize: 260 })
    const { price, call } = await documentOf(id)
    expect(JSON.parse(call.body)).toMatchObject({
      type: 'expandVolumes',
      expand_volume_id: volumeId,
      expand_new_size: 260,
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(await orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect((await now(input.target.id)).dataVolumes[1]).toMatchObject({ volumeId, sizeGib: 260 })
  })

  test('in a region whose answer names no job is followed by its order and its state', async () => {
    await world.cloud.control('options', { changeJobId: 'never' })
    const { id } = await approved('DESIGN-03', larger)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await jobOf(id)).toBeUndefined()
    await world.cloud.control('options', { changeJobId: 'always' })
  })

  test('whose answer is lost is found by its order, and never sent twice', async () => {
    const { id } = await approved('DESIGN-01', largest)
    await lose('change/order$')
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await outcomes(id)).toEqual(['accepted'])
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(1)
  })

  test('that fails under way is paid back by the cloud, and its job says why', async () => {
    const { id } = await approved('FAIL-RESIZE', larger)
    const failed = await world.follow(id, ends, 30_000)
    expect(failed).toMatchObject({ state: 'delivery_failed', deliveryState: 'failed' })
    expect(failed.stateReason).toMatchObject({ words: 'reasons.jobFailed', code: 'WKS.00211401' })
    expect(await jobOf(id)).toMatchObject({ service: 'workspace', state: 'failed' })
  })

  test('whose disk cannot grow fails with the reason of the cloud', async () => {
    const change = { way: 'expand', volumeId: await diskOf('FAIL-EXPAND'), newSize: 100 }
    const { id } = await approved('FAIL-EXPAND', change)
    expect((await world.follow(id, ends, 30_000)).stateReason).toMatchObject({ code: 'WKS.00211401' })
  })

  test('that somebody else ordered a change of is refused by the cloud: nothing was bought', async () => {
    const { id, input } = await approved('OFFICE-01', {
      way: 'resize',
      productId: 'workspace.x86.enterprise.xlarge2',
      vcpus: 4,
      memoryMib: 8192,
    })
    await writeNow(world, `periodic/${input.target.id}/change/order`, {
      type: 'resizeDesktops',
      resize_product_id: 'workspace.x86.ultimate.large2',
    })
    const refused = await world.follow(id, ['refused'])
    expect(refused.stateReason).toMatchObject({ words: 'reasons.cloudRefused', code: 'WKS.00010032' })
    expect(await outcomes(id)).toEqual(['refused'])
  })

  test('that somebody else resized meanwhile is held, says what it is now, and sends nothing', async () => {
    const { id, input } = await approved('UOS-DEV-01', { ...larger, productId: 'workspacehost.k.large4', vcpus: 2 })
    await world.cloud.control(`desktops/${input.target.id}`, { product_id: 'workspace.k.xlarge.2.linux' })
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('workspace.k.xlarge.2.linux') })
    expect(await outcomes(id)).toEqual([])
  })

  test('that was deleted meanwhile is held, and sends nothing', async () => {
    const { id, input } = await approved('CHENMIN01', {
      ...larger,
      productId: 'workspacehost.k.large4',
      vcpus: 2,
    })
    await world.cloud.control(`desktops/${input.target.id}`, undefined, 'DELETE')
    expect((await world.follow(id, ['held'])).stateReason).toMatchObject({ words: 'reasons.targetGone' })
    expect(await outcomes(id)).toEqual([])
  })
})

describe('a desktop that is paid as it is used', () => {
  test('is resized at once, without an order, at another price of an hour', async () => {
    const { id, input } = await approved('TRIAL-04', largest)
    const { price, usage, call } = await documentOf(id)
    expect(call.path).toMatch(/\/desktops\/resize$/)
    expect(JSON.parse(call.body)).toEqual({
      desktops: [{ desktop_id: input.target.id }],
      product_id: largest.productId,
      mode: 'STOP_DESKTOP',
    })
    expect(price).toBeNull()
    expect(usage?.toHourMillionths).toBeGreaterThan(usage?.fromHourMillionths ?? Infinity)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
    expect(await orderOf(id)).toBeUndefined()
    expect(await paidFor(id)).toBeUndefined()
    expect(await jobOf(id)).toMatchObject({ service: 'workspace', state: 'succeeded' })
    expect(await outcomes(id)).toEqual(['accepted'])
    expect((await now(input.target.id)).productId).toBe(largest.productId)
  })

  test('may become smaller', async () => {
    const smaller = { way: 'resize', productId: 'workspace.x86.enterprise.large2', vcpus: 2, memoryMib: 4096 }
    const { id } = await approved('TRIAL-02', smaller)
    const { usage } = await documentOf(id)
    expect(usage?.toHourMillionths).toBeLessThan(usage?.fromHourMillionths ?? 0)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
  })

  test('gets a larger disk at once, and an answer that is lost is found by the disk', async () => {
    const volumeId = await diskOf('TRIAL-04')
    const { id, input } = await approved('TRIAL-04', { way: 'expand', volumeId, newSize: 150 })
    const { call } = await documentOf(id)
    expect(call.path).toMatch(new RegExp(`/desktops/${input.target.id}/volumes/${volumeId}/expand$`))
    expect(call.body).toBe('{"new_size":150}')
    await lose('expand$')
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done' })
    expect(await outcomes(id)).toEqual(['accepted'])
    expect((await now(input.target.id)).dataVolumes[0]).toMatchObject({ sizeGib: 150 })
  })

  test('goes to a term by an order over desktop and disks that costs what was quoted', async () => {
    const change = { way: 'period', unit: 'month', count: 3, autoRenew: true }
    const { id, input } = await approved('TRIAL-01', change)
    const { price, call } = await documentOf(id)
    expect(JSON.parse(call.body)).toEqual({
      type: 'meteredToPeriod',
      is_subscribe: true,
      period_type: 2,
      period_num: 3,
      is_auto_renew: 1,
      extend_param: { is_auto_pay: 'false' },
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 11 })
    expect((await now(input.target.id)).billing).toBe('prepaid')
  })

  test('that cannot go to a term stays as it was', async () => {
    const { id, input } = await approved('FAIL-PERIOD', { way: 'period', unit: 'year', count: 1, autoRenew: false })
    expect((await world.follow(id, ends, 30_000)).stateReason).toMatchObject({ code: 'WKS.00211401' })
    expect((await now(input.target.id)).billing).toBe('pay_per_use')
  })

  test('that somebody else put on a term meanwhile is held: another call would be right now', async () => {
    const { id, input } = await approved('TRIAL-02', { ...larger, productId: 'workspace.x86.enterprise.xlarge2' })
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
    expect(await outcomes(id)).toEqual([])
    const asked = { operation: key, submitKey: crypto.randomUUID(), input, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      fields: { 'target.billing': 'reasons.billingNow.prepaid' },
    })
  })
})

describe('an exclusive host', () => {
  const productId = 'workspacehost.lite.desktop'
  const countOf = async (hostId: string | undefined) =>
    (await allHosts(await world.deps.reads(world.accountId))).find(({ id }) => id === hostId)?.desktopIds.length

  test('gets more desktops by an order over the difference until the host’s term ends', async () => {
    const { id, input } = await approved('WDH-01-LITE-01', { way: 'host', productId, quantity: 6 })
    expect(input.target.host).toMatchObject({ name: 'wdh-01', count: 4 })
    const { price, call } = await documentOf(id)
    expect(JSON.parse(call.body)).toEqual({
      type: 'resizeExclusiveLites',
      exclusive_lites_product_id: productId,
      new_quantity: 6,
      extend_param: { is_auto_pay: 'false' },
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(await orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect(await countOf(input.target.host?.id)).toBe(6)
  })

  test('loses its youngest only with the tick and the typed name, and is paid back', async () => {
    const fewer = { way: 'host', productId, quantity: 3 }
    await expect(changeOf(world, 'WDH-01-LITE-01', fewer)).rejects.toThrow('understood')
    const { id, input } = await approved('WDH-01-LITE-01', { ...fewer, understood: true, typedName: 'wdh-01' })
    expect((await documentOf(id)).price?.amountMinor).toBeLessThan(0)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'refunded' })
    expect(await countOf(input.target.host?.id)).toBe(3)
  })

  test('whose number changed meanwhile is held, and sends nothing', async () => {
    const { id, input } = await approved('WDH-02-LITE-01', { way: 'host', productId, quantity: 5 })
    await writeNow(world, `periodic/${input.target.id}/change/order`, {
      type: 'resizeExclusiveLites',
      exclusive_lites_product_id: productId,
      new_quantity: 3,
      extend_param: { is_auto_pay: 'true' },
    })
    await world.cloud.control('clock', { finish: true })
    expect((await world.follow(id, ['held'])).stateReason).toMatchObject({
      words: 'reasons.hostDesktopsNow|{"count":3}',
    })
    expect(await outcomes(id)).toEqual([])
  })

  test('takes no more than its product says, which is told at the field', async () => {
    const input = await changeOf(world, 'WDH-02-LITE-01', { way: 'host', productId, quantity: 61 })
    const asked = { operation: key, submitKey: crypto.randomUUID(), input, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      fields: { 'change.quantity': 'change-desktop.errors.hostCount|{"min":2,"max":60}' },
    })
  })
})
