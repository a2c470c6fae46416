import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sign } from '#lib/cloud/signer.ts'
import { toBody } from '#lib/operations/buy-phone-servers/contract.ts'
import { Input } from '#lib/operations/buy-phone-servers/contract.ts'
import { wrongInputs } from '#lib/operations/buy-phone-servers/fixtures/wrong-inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { type Credential, type PretendCloud, startPretendCloud } from '../cloud.ts'

// The pretend cloud asked directly, past the console's own checks: it refuses the same mistakes by itself.

let cloud: PretendCloud
let keys: Credential[]

beforeAll(async () => {
  cloud = await startPretendCloud()
  keys = await cloud.credentials()
})
afterAll(() => cloud.stop())

const documented: { request: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../lib/operations/buy-phone-servers/fixtures/documented.json', import.meta.url), 'utf8'),
)

async function purchase(body: unknown, region: string) {
  const key = keys.find((row) => row.kind === 'spend' && row.region === region)
  if (!key) throw new Error(`No key in ${region}`)
  const url = `${cloud.url}/v2/${key.project_id}/cloud-phone/servers`
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'x-project-id': key.project_id }
  const signed = sign(
    { method: 'POST', url, headers, body: text },
    { accessKey: key.ak, secretKey: key.sk },
    new Date(),
  )
  const answer = await fetch(url, { method: 'POST', headers: signed.headers, body: text })
  const parsed: unknown = await answer.json()
  return {
    status: answer.status,
    code: typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'error_code') : undefined,
  }
}

test('the documented purchase is taken unchanged when our signer signs it', async () => {
  expect(await purchase(documented.request, 'cn-north-4')).toEqual({ status: 200, code: undefined })
})

const onTheWire = wrongInputs.flatMap((wrong) => (wrong.wire ? [[wrong.name, wrong, wrong.wire] as const] : []))

test('at least forty mistakes can be made on the wire', () => expect(onTheWire.length).toBeGreaterThanOrEqual(40))

test.each(onTheWire)('%s is refused by the cloud too, and nothing is ordered', async (_, wrong, wire) => {
  const before = (await cloud.purchases()).filter((row) => row.outcome === 'accepted').length
  const valid = toBody(Input.parse(wrong.of), 'direct-abcdefgh')
  const answer = await purchase(withChanges(valid, wire.set), 'cn-east-3')
  expect(answer.status).toBe(400)
  expect(answer.code).toMatch(
    wire.code === 'any' ? /^CPS\.\d{4}$/ : new RegExp(`^${wire.code.replace('.', String.raw`\.`)}$`),
  )
  expect((await cloud.purchases()).filter((row) => row.outcome === 'accepted')).toHaveLength(before)
})
