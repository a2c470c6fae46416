import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { showEcsJob } from '#lib/cloud/services/ecs-jobs.ts'
import { showEcsServer } from '#lib/cloud/services/ecs-servers.ts'
import { cloudJob } from '#lib/db/mirror-schema.ts'
import { orderLink, payment, resourceLink } from '#lib/db/schema.ts'
import { loadHistory } from '#lib/requests/history.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { look } from '#lib/worker/look.ts'
import { approvedResize, resizeOf, serverNamed } from './resize-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await world.cloud.control('options', { serverResizeAnswer: 'both' })
  await world.cloud.control('clock', { scale: 3600 })
})
afterAll(() => world.close())

/** The second host of the pretend cloud, `deh-02`: the same in every world. */
const otherHost = '0ebbd241-ba51-4ff2-ac9a-13b1ef153bb3'
const serverOf = async (id: string) => await showEcsServer(await world.deps.reads(world.accountId), id)
const once = { dry: ['accepted'], real: ['accepted'] }
const bodyOf = async (id: string): Promise<unknown> => JSON.parse((await loadDocument(world.db, id, 1)).call.body)
const stepsOf = async (id: string) =>
  (await loadHistory(world.db, id)).filter(({ event }) => event === 'progress').map(({ facts }) => facts.words)

describe('a yearly/monthly server', () => {
  test('is quoted as the difference, tried, ordered unpaid, compared, paid and followed to the new flavor', async () => {
    const input = await resizeOf(world, 'web-02', 'c7.xlarge.2')
    const { id, asked } = await approvedResize(world, input)
    const { price } = await loadDocument(world.db, id, 1)
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(await bodyOf(id)).toEqual({ resize: { flavorRef: 'c7.xlarge.2', extendparam: { isAutoPay: 'false' } } })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    const [paid] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(paid?.amountMinor).toBe(price?.amountMinor)
    expect(await asked()).toEqual(once)
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true })
    expect(await serverOf(input.target.id)).toMatchObject({ flavor: { id: 'c7.xlarge.2' }, status: 'SHUTOFF' })
  })

  test('has a job that waits until the order is paid', async () => {
    const input = await resizeOf(world, 'web-02', 'c7.2xlarge.2')
    const { id } = await approvedResize(world, input)
    const seen: string[] = []
    const passed = async (step: string) => {
      if (step !== 'order_read') return
      const [job] = await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id))
      seen.push((await showEcsJob(await world.deps.reads(world.accountId), job?.jobId ?? '')).state)
    }
    await look({ ...world.deps, passed }, id)
    expect(seen[0]).toBe('waiting_payment')
    await world.follow(id, ['done'], 30_000)
    const [job] = await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id))
    expect(job).toMatchObject({ service: 'ecs', state: 'succeeded', resourceId: input.target.id })
  })

  test('in a region that answers with the order alone is followed by the order and the server', async () => {
    await world.cloud.control('options', { serverResizeAnswer: 'order' })
    const input = await resizeOf(world, 'win-01', 's6.2xlarge.2')
    const { id } = await approvedResize(world, input)
    const { price } = await loadDocument(world.db, id, 1)
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    const [paid] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(paid?.amountMinor).toBe(price?.amountMinor)
    expect(await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id))).toEqual([])
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(1)
  })

  test('that gets smaller is paid back, and done when it is smaller', async () => {
    const input = await resizeOf(world, 'web-02', 's6.medium.2')
    const { id } = await approvedResize(world, input)
    expect((await loadDocument(world.db, id, 1)).price?.amountMinor).toBeLessThan(0)
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'refunded', deliveryState: 'delivered' })
    expect((await serverOf(input.target.id)).flavor?.id).toBe('s6.medium.2')
  })

  test('that runs is stopped, resized and started by one call, each step with its time in the history', async () => {
    const input = await resizeOf(world, 'web-01', 'c7.xlarge.2', { hyperThreading: 'off' })
    const { id, asked } = await approvedResize(world, input)
    expect(await bodyOf(id)).toEqual({
      resize: {
        flavorRef: 'c7.xlarge.2',
        mode: 'withStopServer',
        extendparam: { isAutoPay: 'false' },
        cpu_options: { 'hw:cpu_threads': 1 },
      },
    })
    // A step takes half a second: longer than it takes to look.
    await world.cloud.control('clock', { scale: 20 })
    await world.follow(id, ['done'], 30_000)
    expect(await stepsOf(id)).toEqual(['reasons.step.stopping', 'reasons.step.resizing', 'reasons.step.starting'])
    const history = await loadHistory(world.db, id)
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted())
    expect(await asked()).toEqual(once)
    expect(await serverOf(input.target.id)).toMatchObject({ flavor: { id: 'c7.xlarge.2' }, status: 'ACTIVE' })
  })
})

describe('a pay-per-use server', () => {
  test('is quoted by the hour and changed by a job, without order and payment', async () => {
    const input = await resizeOf(world, 'ecs-5e70', 's6.large.2')
    const { id, asked } = await approvedResize(world, input)
    const { price, usage } = await loadDocument(world.db, id, 1)
    expect(price).toBeNull()
    expect(usage?.fromHourMillionths).toBeGreaterThan(0)
    // Twice the size at twice the price, but for the rounding of each hour.
    expect(usage?.toHourMillionths).toBeCloseTo(2 * (usage?.fromHourMillionths ?? 0), -1)
    expect(await bodyOf(id)).toEqual({ resize: { flavorRef: 's6.large.2' } })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'none', deliveryState: 'delivered' })
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toEqual([])
    expect(await asked()).toEqual(once)
    expect((await serverOf(input.target.id)).flavor?.id).toBe('s6.large.2')
  })

  test('on a dedicated host moves to the host that was named', async () => {
    const input = await resizeOf(world, 'host-01', '2', { dedicatedHostId: otherHost })
    const { id } = await approvedResize(world, input)
    expect(await bodyOf(id)).toEqual({ resize: { flavorRef: '2', dedicated_host_id: otherHost } })
    await world.follow(id, ['done'], 30_000)
    expect(await serverOf(input.target.id)).toMatchObject({ flavor: { id: '2' }, dedicatedHostId: otherHost })
  })

  test('stays on its dedicated host when no other is named', async () => {
    const input = await resizeOf(world, 'host-01', 's3.xlarge.2')
    expect(input.flavor.dedicatedHostId).toBe(input.target.dedicatedHostId)
    const { id } = await approvedResize(world, input)
    await world.follow(id, ['done'], 30_000)
    expect((await serverOf(input.target.id)).dedicatedHostId).toBe(input.target.dedicatedHostId)
  })
})

describe('a resize whose job fails', () => {
  test.each([
    ['fail-resize-01', 'Ecs.0207'],
    ['fail-capacity-01', 'Ecs.0319'],
    ['fail-resize-02', 'Ecs.0207'],
  ])('of %s ends as failed, with the code of the cloud, and leaves the flavor', async (name, code) => {
    const input = await resizeOf(world, name, 's6.xlarge.2')
    const { id, asked } = await approvedResize(world, input)
    const failed = await world.follow(id, ['delivery_failed'], 30_000)
    expect(failed.stateReason).toMatchObject({ words: 'reasons.jobFailed', code })
    expect(failed.deliveryState).toBe('failed')
    expect(await asked()).toEqual(once)
    expect((await serverOf(input.target.id)).flavor?.id).toBe('s6.large.2')
  })

  test('where there is no job to ask ends as failed when the paid order has left the server as it was', async () => {
    await world.cloud.control('options', { serverResizeAnswer: 'order' })
    const { id } = await approvedResize(world, await resizeOf(world, 'fail-resize-02', 's6.xlarge.2'))
    const failed = await world.follow(id, ['delivery_failed'], 30_000)
    expect(failed.stateReason).toMatchObject({ words: expect.stringContaining('s6.large.2') })
    expect((await serverNamed(world, 'fail-resize-02')).flavor?.id).toBe('s6.large.2')
  })
})
