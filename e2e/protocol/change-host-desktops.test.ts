import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allHosts } from '#lib/cloud/services/workspace-hosts.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { changeOf, desktopsOf, ends, writeNow } from './desktop.ts'
import { type World, createWorld } from './world.ts'

let world: World
let desktops: ReturnType<typeof desktopsOf>

beforeAll(async () => {
  world = await createWorld()
  desktops = desktopsOf(world)
})
afterAll(() => world.close())

const key = 'change-desktop'

describe('an exclusive host', () => {
  const productId = 'workspacehost.lite.desktop'
  const countOf = async (hostId: string | undefined) =>
    (await allHosts(await world.deps.reads(world.accountId))).find(({ id }) => id === hostId)?.desktopIds.length

  test('gets more desktops by an order over the difference until the host’s term ends', async () => {
    const { id, input } = await desktops.approved('WDH-01-LITE-01', { way: 'host', productId, quantity: 6 })
    expect(input.target.host).toMatchObject({ name: 'wdh-01', count: 4 })
    const { price, call } = await desktops.documentOf(id)
    expect(JSON.parse(call.body)).toEqual({
      type: 'resizeExclusiveLites',
      exclusive_lites_product_id: productId,
      new_quantity: 6,
      extend_param: { is_auto_pay: 'false' },
    })
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'paid' })
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(await desktops.orderOf(id)).toEqual({ amountMinor: price?.amountMinor, orderType: 3 })
    expect(await countOf(input.target.host?.id)).toBe(6)
  })

  test('loses its youngest only with the tick and the typed name, and is paid back', async () => {
    const fewer = { way: 'host', productId, quantity: 3 }
    await expect(changeOf(world, 'WDH-01-LITE-01', fewer)).rejects.toThrow('understood')
    const { id, input } = await desktops.approved('WDH-01-LITE-01', { ...fewer, understood: true, typedName: 'wdh-01' })
    expect((await desktops.documentOf(id)).price?.amountMinor).toBeLessThan(0)
    expect(await world.follow(id, ends, 30_000)).toMatchObject({ state: 'done', moneyState: 'refunded' })
    expect(await countOf(input.target.host?.id)).toBe(3)
  })

  test('whose number changed meanwhile is held, and sends nothing', async () => {
    const { id, input } = await desktops.approved('WDH-02-LITE-01', { way: 'host', productId, quantity: 5 })
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
    expect(await desktops.outcomes(id)).toEqual([])
  })

  test('takes no more than its product says, which is told at the field', async () => {
    const input = await changeOf(world, 'WDH-02-LITE-01', { way: 'host', productId, quantity: 61 })
    const asked = { operation: key, submitKey: crypto.randomUUID(), input, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      fields: { 'change.quantity': 'change-desktop.errors.hostCount|{"min":2,"max":60}' },
    })
  })
})
