import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { errorsOf, wordsOf } from '#lib/testing/wrong-input.ts'
import { Accepted, Body, Input, toBody } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'

const documented: { request: Record<string, unknown>; answer: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)

test('the documented request and answer pass unchanged', () => {
  expect(Body.parse(documented.request)).toEqual(documented.request)
  expect(Accepted.parse(documented.answer)).toEqual(documented.answer)
})

test.each([
  ['an error code', { error_code: 'CPS.0099' }],
  ['no job', { job_id: undefined }],
  ['no server', { server_id: undefined }],
])('an answer with %s is no acceptance', (_, set) => {
  expect(Accepted.safeParse(withChanges(documented.answer, set)).success).toBe(false)
})

test('the fullest switch becomes the documented members and no others', () => {
  expect(toBody(fullInput)).toEqual({
    phone_model_name: 'rs2.plus',
    image_id: '23080220230912e203221b21000004ce',
    keypair_name: 'KeyPair-ops',
    ports: [
      { name: 'web', listen_port: 21_080, internet_accessible: 'true' },
      { name: 'control', listen_port: 21_081, internet_accessible: 'false' },
    ],
    extend_param: { enterprise_project_id: '0' },
    tenant_vpc_id: '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11',
    nics: [
      {
        subnet_id: 'c2a4b6d8-7e90-4f12-8a34-5b6c7d8e9f01',
        ipv6_enable: true,
        ipv6_bandwidth: { band_width_id: '388a04fb-c039-42d2-91e4-077444003e25' },
      },
    ],
    public_ip: { eip: { type: '5_bgp' }, count: 2 },
    phone_count_per_ip: 30,
    phone_data_volume: { volume_type: 'GPSSD', size: 100 },
    server_share_data_volume: { volume_type: 'SSD', size: 200 },
    band_width: {
      band_width_share_type: 1,
      band_width_charge_mode: 0,
      band_width_id: '388a04fb-c039-42d2-91e4-077444003e25',
    },
    availability_zone: 'cn-east-3a',
    property: '{"persist.sys.locale":"en-US"}',
  })
})

test('the zone is not named unless another one was chosen, so that the cloud keeps it', () => {
  expect(Object.keys(toBody(leastInput))).toEqual([
    'phone_model_name',
    'image_id',
    'extend_param',
    'tenant_vpc_id',
    'nics',
    'public_ip',
    'band_width',
  ])
})

test('the enterprise project is always named: left out, the server would move to the default one', () => {
  const elsewhere = { ...leastInput, account: { ...leastInput.account, enterpriseProjectId: 'e-1' } }
  expect(toBody(elsewhere).extend_param).toEqual({ enterprise_project_id: 'e-1' })
})

describe('a wrong input is refused at its field', () => {
  test('and there are at least forty of them, each about something else', () => {
    expect(wrongInputs.length).toBeGreaterThanOrEqual(40)
    expect(new Set(wrongInputs.map((wrong) => wrong.name)).size).toBe(wrongInputs.length)
  })

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))('%s, in both languages', (_, wrong) => {
    expect(Input.safeParse(wrong.of).success).toBe(true)
    const errors = errorsOf(Input, withChanges(wrong.of, wrong.set))
    expect(Object.keys(errors)).toEqual([wrong.field])
    const message = errors[wrong.field] ?? ''
    expect(parseMessage(message).key).toBe(wrong.message)
    expect(wordsOf(message).en).toMatch(/^[A-Z][^|]+$/)
    expect(wordsOf(message).zh).toMatch(/^\p{Script=Han}.+$/u)
  })

  test.each(wrongInputs.flatMap((wrong) => (wrong.wire ? [[wrong.name, wrong, wrong.wire] as const] : [])))(
    '%s: the body of it is refused too, or only the cloud can know',
    (_, wrong, wire) => {
      // Read by the catalogue, not by a schema: the body alone cannot be wrong here.
      const onlyTheCloudKnows = ['errors.phonesPerIpAbovePhones', 'errors.eipCountAboveAddresses', 'errors.diskNeeded']
      const parsed = Body.safeParse(withChanges(toBody(Input.parse(wrong.of)), wire.set))
      expect(parsed.success).toBe(onlyTheCloudKnows.includes(wrong.message))
    },
  )
})

test('a name typed before the server is known is not judged yet, and one that differs is, whatever else is missing', () => {
  expect(errorsOf(Input, { danger: { ...fullInput.danger, serverName: 'x' } })['danger.serverName']).toBeUndefined()
  const { target, danger } = fullInput
  expect(errorsOf(Input, { target, danger: { ...danger, serverName: 'x' } })['danger.serverName']).toBe(
    'switch-phone-server.errors.otherName',
  )
})
