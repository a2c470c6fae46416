import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderLink, resourceLink } from '#lib/db/schema.ts'
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

const larger = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge2', vcpus: 4, memoryMib: 8192 }
const largest = { way: 'resize', productId: 'workspace.x86.ultimate.xlarge4', vcpus: 4, memoryMib: 16_384 }

describe('a yearly/monthly desktop', () => {
  test('is resized by an order over the difference: quoted, placed unpaid, compared, paid and followed', async () => {
    const { id, input } = await desktops.approved('DESIGN-01', larger)
    const { price, call } = await desktops.documentOf(id)
    expect(call.path).toMatch(new RegExp(`/periodic/${input.target.id}/change/order$`))
    expect(JSON.parse(call.body)).toEqual({
      type: 'resizeDesktops',
      resize_product_id: larger.productId,
      extend_param: { is_auto_pay: 'false' },
    })
    const done = await world.follow(id, ends, 30_000)
    expect(done).toMatchObject({ state: 'done', moneyState: 'paid', deliveryState: 'delivered' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect((await desktops.paidFor(id))?.amountMinor).toBe(price?.amountMinor)
    expect(await desktops.orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect(await desktops.outcomes(id)).toEqual(['accepted'])
    expect((await desktops.now(input.target.id)).productId).toBe(larger.productId)
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true, kind: 'desktop' })
  })

  test('gets a larger disk by an order that costs what was quoted', async () => {
    const volumeId = await desktops.diskOf('DESIGN-02', 1)
    const { id, input } = await desktops.approved('DESIGN-02', { way: 'expand', volumeId, newSize: 260 })
    const { price, call } = await desktops.documentOf(id)
    expect(JSON.parse(call.body)).toMatchObject({
      type: 'expandVolumes',
      expand_volume_id: volumeId,
      expand_new_size: 260,
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(await desktops.orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect((await desktops.now(input.target.id)).dataVolumes[1]).toMatchObject({ volumeId, sizeGib: 260 })
  })

  test('in a region whose answer names no job is followed by its order and its state', async () => {
    await world.cloud.control('options', { changeJobId: 'never' })
    const { id } = await desktops.approved('DESIGN-03', larger)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await desktops.jobOf(id)).toBeUndefined()
    await world.cloud.control('options', { changeJobId: 'always' })
  })

  test('whose answer is lost is found by its order, and never sent twice', async () => {
    const { id } = await desktops.approved('DESIGN-01', largest)
    await desktops.lose('change/order$')
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(await desktops.outcomes(id)).toEqual(['accepted'])
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(1)
  })

  test('that fails under way is paid back by the cloud, and its job says why', async () => {
    const { id } = await desktops.approved('FAIL-RESIZE', larger)
    const failed = await world.follow(id, ends, 30_000)
    expect(failed).toMatchObject({ state: 'delivery_failed', deliveryState: 'failed' })
    expect(failed.stateReason).toMatchObject({ words: 'reasons.jobFailed', code: 'WKS.00211401' })
    expect(await desktops.jobOf(id)).toMatchObject({ service: 'workspace', state: 'failed' })
  })

  test('whose disk cannot grow fails with the reason of the cloud', async () => {
    const change = { way: 'expand', volumeId: await desktops.diskOf('FAIL-EXPAND'), newSize: 100 }
    const { id } = await desktops.approved('FAIL-EXPAND', change)
    expect((await world.follow(id, ends, 30_000)).stateReason).toMatchObject({ code: 'WKS.00211401' })
  })

  test('that somebody else ordered a change of is refused by the cloud: nothing was bought', async () => {
    const { id, input } = await desktops.approved('OFFICE-01', {
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
    expect(await desktops.outcomes(id)).toEqual(['refused'])
  })

  test('that somebody else resized meanwhile is held, says what it is now, and sends nothing', async () => {
    const { id, input } = await desktops.approved('UOS-DEV-01', {
      ...larger,
      productId: 'workspacehost.k.large4',
      vcpus: 2,
    })
    await world.cloud.control(`desktops/${input.target.id}`, { product_id: 'workspace.k.xlarge.2.linux' })
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('workspace.k.xlarge.2.linux') })
    expect(await desktops.outcomes(id)).toEqual([])
  })

  test('that was deleted meanwhile is held, and sends nothing', async () => {
    const { id, input } = await desktops.approved('CHENMIN01', {
      ...larger,
      productId: 'workspacehost.k.large4',
      vcpus: 2,
    })
    await world.cloud.control(`desktops/${input.target.id}`, undefined, 'DELETE')
    expect((await world.follow(id, ['held'])).stateReason).toMatchObject({ words: 'reasons.targetGone' })
    expect(await desktops.outcomes(id)).toEqual([])
  })
})
