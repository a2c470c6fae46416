import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '#lib/operations/resize-server/contract.ts'
import { toBody } from '#lib/operations/resize-server/contract.ts'
import { documentedInput } from '#lib/operations/resize-server/fixtures/inputs.ts'
import { wrongInputs } from '#lib/operations/resize-server/fixtures/wrong-inputs.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { resizeOf } from './resize-input.ts'
import { type World, createWorld } from './world.ts'

let world: World
let inputs: { documented: Input; running: Input }

beforeAll(async () => {
  world = await createWorld()
  inputs = {
    documented: await resizeOf(world, 'host-01', '2'),
    running: await resizeOf(world, 'build-01', 'c7.xlarge.2', { hyperThreading: 'off' }),
  }
})
afterAll(() => world.close())

const realOf = (of: Input): Input => (of === documentedInput ? inputs.documented : inputs.running)

/** Asks the cloud past the console, with the key that spends. */
async function askCloud(serverId: string, body: unknown) {
  const cloud = await world.deps.spends(world.accountId)
  const path = `/v1.1/${cloud.projectId}/cloudservers/${serverId}/resize`
  const rules = { refusals: new Set(['Ecs.0005', 'Ecs.0100', 'Ecs.0803', 'Ecs.0810']), isAccepted: () => true }
  const call = {
    service: 'ecs',
    method: 'POST',
    path,
    api: 'ecs.resize',
    body: JSON.stringify(body),
    ...rules,
  } as const
  return await cloud.sendWrite(await cloud.prepareWrite(call))
}

test('the vendor’s example is taken as published, and as the form makes it', async () => {
  const { target } = inputs.documented
  expect(target.dedicatedHostId).toBe(documentedInput.target.dedicatedHostId)
  expect(await askCloud(target.id, { dry_run: true, ...toBody(documentedInput) })).toMatchObject({
    kind: 'accepted',
    httpStatus: 202,
    body: {},
  })
})

test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))(
  'the action refuses %s at its field, and sends nothing',
  async (_, { of, set, field, message }) => {
    const before = (await world.cloud.ledger()).length
    const input = withChanges({ ...of, account: { accountId: world.accountId } }, set)
    const asked = { operation: 'resize-server', submitKey: crypto.randomUUID(), input, reason: '' }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: field === '' ? [] : field.split('.'),
          message: expect.stringMatching(new RegExp(`^${message.replaceAll('.', String.raw`\.`)}`)),
        }),
      ]),
    })
    expect((await world.cloud.ledger()).length).toBe(before)
  },
)

const onWire = wrongInputs.flatMap(({ name, of, wire, refusal = 'Ecs.0005' }) =>
  wire === undefined ? [] : [{ name, of, wire, refusal }],
)

test.each(onWire)('the cloud refuses $name with $refusal', async ({ of, wire, refusal }) => {
  const real = realOf(of)
  const answer = await askCloud(real.target.id, withChanges(toBody(real), wire))
  expect(answer).toMatchObject({ kind: 'refused', error: { code: refusal } })
})
