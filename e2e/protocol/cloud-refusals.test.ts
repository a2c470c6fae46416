import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as purchase from '#lib/operations/buy-phone-servers/contract.ts'
import { leastInput } from '#lib/operations/buy-phone-servers/fixtures/inputs.ts'
import { wrongInputs as wrongPurchases } from '#lib/operations/buy-phone-servers/fixtures/wrong-inputs.ts'
import * as change from '#lib/operations/switch-phone-server/contract.ts'
import { wrongInputs as wrongSwitches } from '#lib/operations/switch-phone-server/fixtures/wrong-inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { type Credential, type PretendCloud, startPretendCloud } from '../cloud.ts'
import { callDirectly, codePattern, spendKey } from './direct-call.ts'

// The pretend cloud asked directly, past the console's own checks: it refuses the same mistakes by itself.

let cloud: PretendCloud
let keys: Credential[]
/** Where the fixtures have their networks. */
const region = 'cn-east-3'

beforeAll(async () => {
  cloud = await startPretendCloud()
  keys = await cloud.credentials()
})
afterAll(() => cloud.stop())

const documented = (operation: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../lib/operations/${operation}/fixtures/documented.json`, import.meta.url), 'utf8'),
  ).request
const buy = (body: unknown, where: string) =>
  callDirectly(cloud, spendKey(keys, where), { path: '/v2/{project}/cloud-phone/servers', body })
const switchTo = (body: unknown, serverId: string, where: string) =>
  callDirectly(cloud, spendKey(keys, where), { path: `/v2/{project}/cloud-phone/servers/${serverId}/change`, body })
const accepted = async () => (await cloud.ledger()).filter(({ outcome }) => outcome === 'accepted').length

describe('a purchase', () => {
  test('as documented is taken unchanged when our signer signs it', async () => {
    expect(await buy(documented('buy-phone-servers'), 'cn-north-4')).toMatchObject({ status: 200, code: undefined })
  })

  const onTheWire = wrongPurchases.flatMap((wrong) => (wrong.wire ? [[wrong.name, wrong, wrong.wire] as const] : []))

  test('at least forty mistakes can be made on the wire', () => expect(onTheWire.length).toBeGreaterThanOrEqual(40))

  test.each(onTheWire)('%s is refused by the cloud too, and nothing is ordered', async (_, wrong, wire) => {
    const before = await accepted()
    const valid = purchase.toBody(purchase.Input.parse(wrong.of), 'direct-abcdefgh')
    const { status, code } = await buy(withChanges(valid, wire.set), region)
    expect(status).toBe(400)
    expect(code).toMatch(codePattern(wire.code))
    expect(await accepted()).toBe(before)
  })
})

describe('a switch', () => {
  let serverId: string

  beforeAll(async () => {
    const body = purchase.toBody(leastInput, 'direct-server')
    const paid = { ...body, extend_param: { ...body.extend_param, is_auto_pay: 1 } }
    const { answer } = await buy(paid, region)
    serverId = String(Reflect.get(answer, 'server_ids'))
    await cloud.control('clock', { finish: true })
  })

  const onTheWire = wrongSwitches.flatMap((wrong) => (wrong.wire ? [[wrong.name, wrong, wrong.wire] as const] : []))

  test('at least forty mistakes can be made on the wire', () => expect(onTheWire.length).toBeGreaterThanOrEqual(40))

  test.each(onTheWire)('%s is refused by the cloud too, and nothing begins', async (_, wrong, wire) => {
    const before = await accepted()
    const valid = change.toBody(change.Input.parse(wrong.of))
    const { status, code } = await switchTo(withChanges(valid, wire.set), serverId, region)
    expect(status).toBe(400)
    expect(code).toMatch(codePattern(wire.code))
    expect(await accepted()).toBe(before)
  })

  test('as the form has it is taken for that very server', async () => {
    const full = change.Input.parse(wrongSwitches[0]?.of)
    expect(await switchTo(change.toBody(full), serverId, region)).toMatchObject({
      status: 200,
      answer: { server_id: serverId, job_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
  })

  test('as documented is taken unchanged when our signer signs it', async () => {
    const documentedServer = '1234567b8bab40ffb711234cb80d0234'
    expect(await switchTo(documented('switch-phone-server'), documentedServer, 'cn-north-4')).toMatchObject({
      status: 200,
      code: undefined,
    })
  })
})
