import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { orderLink } from '#lib/db/schema.ts'
import type { Input } from '#lib/operations/resize-server/contract.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { look } from '#lib/worker/look.ts'
import { approvedResize, resizeOf, serverNamed } from './resize-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await world.cloud.control('options', { serverDowngradeAllowed: true })
  await world.cloud.control('faults', undefined, 'DELETE')
})
afterAll(() => world.close())

const submit = async (input: unknown) =>
  await submitRequest(await world.as(world.admin), {
    operation: 'resize-server',
    submitKey: crypto.randomUUID(),
    input,
    reason: '',
  })
const change = (input: Input, body: Record<string, unknown>) =>
  world.cloud.control(`ecs-servers/${input.target.id}`, body)

/** Loses the answer to the one real call, not to the try before it. */
async function lookAndLose(id: string, when: 'before' | 'after'): Promise<void> {
  const passed = async (step: string) => {
    if (step === 'intent')
      await world.cloud.control('faults', { fault: 'status-504', when, match: { method: 'POST', path: 'resize$' } })
  }
  await look({ ...world.deps, passed }, id)
}

describe('the try before the call', () => {
  test('that the cloud refuses holds the request with its code, and nothing else is sent', async () => {
    const { id, asked } = await approvedResize(world, await resizeOf(world, 'web-02', 's6.medium.2'))
    await world.cloud.control('options', { serverDowngradeAllowed: false })
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: 'reasons.dryRunRefused', code: 'Ecs.0804' })
    expect(await asked()).toEqual({ dry: ['refused'], real: [] })
  })

  test('that passed is not taken for the resize: exactly one real call follows it', async () => {
    const input = await resizeOf(world, 'build-02', 'c7.2xlarge.2')
    const { id, asked } = await approvedResize(world, input)
    await world.follow(id, ['done'], 30_000)
    expect(await asked()).toEqual({ dry: ['accepted'], real: ['accepted'] })
  })

  test('that is not answered is made again, and nothing is sent before it passed', async () => {
    const { id, asked } = await approvedResize(world, await resizeOf(world, 'build-02', 's6.xlarge.2'))
    await world.cloud.control('faults', { fault: 'status-504', match: { method: 'POST', path: 'resize$' } })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'approved', stateReason: { words: 'reasons.cannotCheck' } })
    expect((await asked()).real).toEqual([])
  })
})

describe('a resize whose answer is lost', () => {
  test.each([
    ['web-02', 'yearly/monthly', 1, 'paid'],
    ['arm-01', 'pay-per-use', 0, 'none'],
  ])('of %s (%s) is found again and never sent twice', async (name, _, orders, money) => {
    const flavorId = name === 'arm-01' ? 'kc1.xlarge.2' : 'c7.xlarge.2'
    const { id, asked } = await approvedResize(world, await resizeOf(world, name, flavorId))
    await lookAndLose(id, 'after')
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done.moneyState).toBe(money)
    expect((await asked()).real).toEqual(['accepted'])
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(orders)
    expect((await serverNamed(world, name)).flavor?.id).toBe(flavorId)
  })

  test('and that the cloud never took is proven absent', async () => {
    const { id } = await approvedResize(world, await resizeOf(world, 'ecs-5e70', 's6.xlarge.2'))
    await lookAndLose(id, 'before')
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    await world.follow(id, ['absent'], 30_000)
    expect((await serverNamed(world, 'ecs-5e70')).flavor?.id).toBe('s6.medium.2')
  })
})

describe('a server that changed since the review', () => {
  test.each([
    [
      'was resized by somebody else',
      { flavor_id: 's6.xlarge.2' },
      { flavor_id: 's6.medium.2' },
      'reasons.ecsFlavorNow',
    ],
    ['was switched on', { status: 'ACTIVE' }, { status: 'SHUTOFF' }, 'reasons.serverStarted'],
    ['was locked', { locked: true }, { locked: false }, 'operations.cannot.locked'],
    ['was frozen', { frozen: true }, { frozen: false }, 'operations.cannot.frozen'],
    ['broke', { status: 'ERROR' }, { status: 'SHUTOFF' }, 'reasons.resourceInError'],
  ])('because it %s is held with what it is now, and nothing is sent', async (_, changed, back, words) => {
    const input = await resizeOf(world, 'ecs-5e70', 's6.large.2')
    const { id, asked } = await approvedResize(world, input)
    await change(input, changed)
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining(words) })
    expect(await asked()).toEqual({ dry: [], real: [] })
    await change(input, back)
  })

  test('because it was switched off is held when it was to be stopped and started', async () => {
    const input = await resizeOf(world, 'build-01', 'c7.xlarge.2')
    const { id, asked } = await approvedResize(world, input)
    await change(input, { status: 'SHUTOFF' })
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: 'reasons.serverStopped' })
    expect(await asked()).toEqual({ dry: [], real: [] })
  })

  test('because it was deleted is held, and nothing is sent', async () => {
    const input = await resizeOf(world, 'fail-resize-01', 's6.xlarge.2')
    const { id, asked } = await approvedResize(world, input)
    await world.cloud.control(`ecs-servers/${input.target.id}`, undefined, 'DELETE')
    const held = await world.follow(id, ['held'])
    expect(held.stateReason).toMatchObject({ words: 'reasons.targetGone' })
    expect(await asked()).toEqual({ dry: [], real: [] })
  })
})

test('a server that is gone is said to be gone when the form is sent', async () => {
  const input = await resizeOf(world, 'fail-capacity-01', 's6.xlarge.2')
  await world.cloud.control(`ecs-servers/${input.target.id}`, undefined, 'DELETE')
  await expect(submit(input)).rejects.toThrow('reasons.targetGone')
})

describe('what the cloud would refuse is refused before anybody approves it', () => {
  test.each([
    ['locked-01', 'operations.cannot.locked'],
    ['frozen-01', 'operations.cannot.frozen'],
  ])('of %s', async (name, words) => {
    await expect(submit(await resizeOf(world, name, 's6.xlarge.2'))).rejects.toThrow(words)
  })

  test.each([
    ['spot-01', 'target.billing', 'resize-server.error.billingOther'],
    ['broken-01', 'target.status', 'resize-server.error.statusOther'],
  ])('of %s, at the field', async (name, field, message) => {
    await expect(submit(await resizeOf(world, name, 's6.xlarge.2'))).rejects.toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ path: field.split('.'), message })]),
    })
  })

  test.each([
    ['sold out', 'web-02', 'c7.4xlarge.2', 'operations.reasons.flavorSoldOutIn'],
    ['sold out in the zone of the server', 'web-02', 'm7.xlarge.8', 'operations.reasons.flavorSoldOutIn'],
    ['withdrawn', 'web-02', 'c7.8xlarge.2', 'operations.reasons.flavorWithdrawn'],
    ['in open beta', 'web-02', 'c9.large.2', 'operations.reasons.flavorInBeta'],
    ['sold pay-per-use only', 'web-02', 'e7.xlarge.8', 'operations.reasons.flavorPayPerUseOnly'],
    ['sold yearly/monthly only', 'build-02', 't6.large.1', 'operations.reasons.flavorPrepaidOnly'],
    ['not in the list of the cloud', 'web-02', 'kc1.large.2', 'resize-server.error.flavorNotListed'],
  ])('to a flavor that is %s', async (_, name, flavorId, message) => {
    await expect(submit(await resizeOf(world, name, flavorId))).rejects.toMatchObject({
      fields: { 'flavor.flavorId': expect.stringContaining(message) },
    })
  })

  test('when a fact of the flavor is not what the cloud says', async () => {
    const input = await resizeOf(world, 'build-02', 's6.xlarge.2')
    const wrong = { ...input, flavor: { ...input.flavor, canSetThreads: true, hyperThreading: 'off' } }
    await expect(submit(wrong)).rejects.toMatchObject({
      fields: { 'flavor.flavorId': 'resize-server.error.flavorChanged' },
    })
  })
})
