import { afterAll, beforeAll, expect, test } from 'vitest'
import { allHosts } from '#lib/cloud/services/workspace-hosts.ts'
import { systemClock } from '#lib/clock.ts'
import type { Effect } from '#lib/operations/kit.ts'
import { quote } from '#lib/quotes/quote.ts'
import { probeEffect } from '#lib/worker/effects/probe.ts'
import { desktopNamed, writeNow } from './desktop.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const probe = async (effect: Effect) => await probeEffect(await world.deps.reads(world.accountId), effect)
const clock = (body: Record<string, unknown>) => world.cloud.control('clock', body)
const paidAtOnce = { extend_param: { is_auto_pay: 'true' } }

/** What a probe says second by second, each thing once, from the write on. */
async function watch(effect: Effect, seconds: number): Promise<string[]> {
  const seen: string[] = []
  for (let second = 0; second <= seconds; second += 1) {
    const { state, step } = await probe(effect)
    const row = [state, step].filter(Boolean).join(' ')
    if (seen.at(-1) !== row) seen.push(row)
    await clock({ advance_seconds: 1 })
  }
  return seen
}

async function slowly<T>(act: () => Promise<T>): Promise<T> {
  await clock({ scale: 1 })
  const value = await act()
  await clock({ finish: true })
  return value
}

test('a resize is seen stopping, resizing and starting, and reached only when the desktop is idle again', async () => {
  const { id: desktopId, productId = '' } = await desktopNamed(world, 'DESIGN-01')
  const becomes = 'workspace.x86.ultimate.xlarge2'
  const effect = { kind: 'desktop_product', desktopId, was: productId, becomes } as const
  expect(await probe(effect)).toMatchObject({ state: 'before', resourceIds: [desktopId] })
  const seen = await slowly(async () => {
    await writeNow(world, `periodic/${desktopId}/change/order`, {
      type: 'resizeDesktops',
      resize_product_id: becomes,
      ...paidAtOnce,
    })
    return await watch(effect, 75)
  })
  expect(seen.filter((row) => row !== 'before')).toEqual([
    // A desktop that is switched off need not be ours yet.
    'busy reasons.step.stopping',
    'moving reasons.step.resizing',
    'busy reasons.step.starting',
    'reached',
  ])
  expect(await probe({ ...effect, becomes: 'workspace.x86.ultimate.xlarge4' })).toMatchObject({
    state: 'failed',
    words: `reasons.productNow|{"product":"${becomes}"}`,
  })
})

test('a disk is seen growing while the desktop runs on', async () => {
  const { id: desktopId, dataVolumes } = await desktopNamed(world, 'DESIGN-02')
  const volumeId = dataVolumes[0]?.volumeId ?? ''
  const effect = { kind: 'desktop_disk', desktopId, volumeId, was: 100, becomes: 160 } as const
  expect((await probe(effect)).state).toBe('before')
  const seen = await slowly(async () => {
    await writeNow(world, `periodic/${desktopId}/change/order`, {
      type: 'expandVolumes',
      expand_volume_id: volumeId,
      expand_new_size: 160,
      ...paidAtOnce,
    })
    return await watch(effect, 30)
  })
  expect(seen.filter((row) => row !== 'before')).toEqual(['moving reasons.step.expanding', 'reached'])
  expect(await probe({ ...effect, volumeId: 'not-there' })).toMatchObject({
    state: 'failed',
    words: expect.stringContaining('reasons.diskGone'),
  })
})

test('a term is reached when the product says so', async () => {
  const { id: desktopId } = await desktopNamed(world, 'TRIAL-01')
  const effect = { kind: 'desktop_to_period', desktopId } as const
  expect((await probe(effect)).state).toBe('before')
  const seen = await slowly(async () => {
    await writeNow(world, `periodic/${desktopId}/change/order`, {
      type: 'meteredToPeriod',
      is_subscribe: true,
      period_type: 2,
      period_num: 1,
      ...paidAtOnce,
    })
    return await watch(effect, 30)
  })
  expect(seen.filter((row) => row !== 'before')).toEqual(['busy reasons.step.expanding', 'reached'])
})

test('desktops of a host are counted, and their product is looked at', async () => {
  const [host] = (await allHosts(await world.deps.reads(world.accountId))).filter(({ name }) => name === 'wdh-02')
  if (!host) throw new Error('The pretend cloud has no host wdh-02')
  const productId = 'workspacehost.lite.desktop'
  const plus = 'workspacehost.lite.desktop.plus'
  const effect = {
    kind: 'host_desktops',
    hostId: host.id,
    desktopId: host.desktopIds[0] ?? '',
    was: { productId, count: 2 },
    becomes: { productId, count: 4 },
  } as const
  const other = { ...effect, becomes: { productId: plus, count: 2 } }
  expect([(await probe(effect)).state, (await probe(other)).state]).toEqual(['before', 'before'])
  await writeNow(world, `periodic/${host.id}/change/order`, {
    type: 'resizeExclusiveLites',
    exclusive_lites_product_id: productId,
    new_quantity: 4,
    ...paidAtOnce,
  })
  await clock({ finish: true })
  expect((await probe(effect)).state).toBe('reached')
  expect(await probe(other)).toMatchObject({ state: 'failed', words: 'reasons.hostDesktopsNow|{"count":4}' })
})

test('a host that would hold no desktops pays back what they cost', async () => {
  const { id } = await desktopNamed(world, 'WDH-01-LITE-01')
  const period = { unit: 'month', count: 1 } as const
  const from = [{ kind: 'desktop', spec: 'workspacehost.lite.desktop', period, quantity: 4 } as const]
  const charge = { kind: 'difference', resourceKind: 'desktop', resourceId: id, from, to: [] } as const
  const found = await quote(await world.deps.reads(world.accountId), { ...charge, to: [] }, systemClock)
  if (found.state !== 'priced' || !found.change) throw new Error('The host has no price')
  const { amountMinor, change } = found
  expect(change).toMatchObject({ fromMonthMinor: 12_000, toMonthMinor: 0 })
  expect(amountMinor).toBe(-12_000 * change.months)
})

test('a desktop that is restarted is busy, and one that broke or went away is failed for every effect', async () => {
  const { id: desktopId, productId = '' } = await desktopNamed(world, 'OFFICE-01')
  const effect = { kind: 'desktop_product', desktopId, was: productId, becomes: 'x' } as const
  await world.cloud.control(`desktops/${desktopId}`, { task_status: 'rebooting' })
  expect(await probe(effect)).toMatchObject({ state: 'busy', words: 'reasons.resourceBusy' })
  await world.cloud.control(`desktops/${desktopId}`, { task_status: '', status: 'ERROR' })
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.resourceInError' })
  await world.cloud.control(`desktops/${desktopId}`, undefined, 'DELETE')
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.targetGone' })
  expect(await probe({ kind: 'desktop_to_period', desktopId })).toMatchObject({ words: 'reasons.targetGone' })
})
