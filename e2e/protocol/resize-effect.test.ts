import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Effect } from '#lib/operations/kit.ts'
import { probeEffect } from '#lib/worker/effects/probe.ts'
import { serverNamed } from './resize-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
  // A step of the cloud takes ten of its seconds: nothing moves unless a test says so.
  await world.cloud.control('clock', { scale: 1 })
})
afterAll(() => world.close())

type FlavorEffect = Extract<Effect, { kind: 'ecs_flavor' }>

async function reviewed(name: string, becomes: string): Promise<FlavorEffect> {
  const { id, flavor, status } = await serverNamed(world, name)
  return { kind: 'ecs_flavor', serverId: id, was: flavor?.id ?? '', becomes, isRunning: status === 'ACTIVE' }
}

const probe = async (effect: Effect) => await probeEffect(await world.deps.reads(world.accountId), effect)

/** Somebody else does it, past the console. */
async function send(version: 'v1' | 'v1.1', path: string, body: unknown): Promise<void> {
  const cloud = await world.deps.spends(world.accountId)
  const call = {
    service: 'ecs',
    method: 'POST',
    path: `/${version}/${cloud.projectId}/cloudservers/${path}`,
    api: 'ecs.test',
  } as const
  const rules = { refusals: new Set<string>(), isAccepted: () => true }
  const answer = await cloud.sendWrite(await cloud.prepareWrite({ ...call, body: JSON.stringify(body), ...rules }))
  if (answer.kind !== 'accepted') throw new Error(`The pretend cloud did not do it: ${JSON.stringify(answer)}`)
}
const finish = () => world.cloud.control('clock', { finish: true })
const change = (id: string, body: Record<string, unknown>) => world.cloud.control(`ecs-servers/${id}`, body)

test('somebody else who switches a stopped server on is at work, and then it is not as reviewed', async () => {
  const effect = await reviewed('ecs-5e70', 's6.large.2')
  expect(await probe(effect)).toMatchObject({ state: 'before', resourceIds: [effect.serverId] })
  await send('v1', 'action', { 'os-start': { servers: [{ id: effect.serverId }] } })
  expect(await probe(effect)).toMatchObject({ state: 'busy', step: 'reasons.step.starting' })
  await finish()
  expect(await probe(effect)).toMatchObject({ state: 'busy', words: 'reasons.serverStarted' })
})

test('somebody else who switches a running server off is at work, and then it is not as reviewed', async () => {
  const effect = await reviewed('build-01', 'c7.xlarge.2')
  await send('v1', 'action', { 'os-stop': { servers: [{ id: effect.serverId }], type: 'SOFT' } })
  expect(await probe(effect)).toMatchObject({ state: 'busy', step: 'reasons.step.stopping' })
  await finish()
  expect(await probe(effect)).toMatchObject({ state: 'busy', words: 'reasons.serverStopped' })
})

test('a resize is moving from its first step to its last, and reached with the new flavor', async () => {
  const effect = await reviewed('build-02', 'c7.2xlarge.2')
  await send('v1.1', `${effect.serverId}/resize`, { resize: { flavorRef: 'c7.2xlarge.2' } })
  expect(await probe(effect)).toMatchObject({ state: 'moving', step: 'reasons.step.resizing' })
  await finish()
  expect(await probe(effect)).toMatchObject({ state: 'reached', delivered: 1 })
})

test('a server that is being started with its new flavor is still moving', async () => {
  const effect = await reviewed('arm-01', 'kc1.xlarge.2')
  await change(effect.serverId, { flavor_id: 'kc1.xlarge.2' })
  await send('v1', 'action', { 'os-start': { servers: [{ id: effect.serverId }] } })
  expect(await probe(effect)).toMatchObject({ state: 'moving', step: 'reasons.step.starting' })
  await finish()
  expect(await probe(effect)).toMatchObject({ state: 'reached' })
})

test('a server with a flavor that is neither the old nor the new one leads there no more', async () => {
  const effect = await reviewed('web-02', 's6.xlarge.2')
  await change(effect.serverId, { flavor_id: 's6.medium.2' })
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.ecsFlavorNow|{"flavor":"s6.medium.2"}' })
})

test('a server that is locked, broken or gone is told apart', async () => {
  const effect = await reviewed('host-01', '2')
  await change(effect.serverId, { locked: true })
  expect(await probe(effect)).toMatchObject({ state: 'busy', words: 'operations.cannot.locked' })
  await change(effect.serverId, { locked: false, status: 'ERROR' })
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.resourceInError' })
  await world.cloud.control(`ecs-servers/${effect.serverId}`, undefined, 'DELETE')
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.targetGone' })
})
