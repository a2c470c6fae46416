import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { Accepted, Body, Input, toBody } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { errorsOf, wordsOf } from '#lib/testing/wrong-input.ts'
import { nameMax, sentName, serverNames } from './server-names.ts'

const documented: { request: Record<string, unknown>; answer: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)

test('the documented request passes unchanged', () => {
  expect(Body.parse(documented.request)).toEqual(documented.request)
})

test('the documented answer is understood', () => {
  expect(Accepted.parse(documented.answer)).toEqual(documented.answer)
})

test('an answer with an error code is no acceptance', () => {
  expect(Accepted.safeParse({ ...Object(documented.answer), error_code: 'CPS.0066' }).success).toBe(false)
})

test('the fullest purchase becomes the documented body, unpaid', () => {
  expect(toBody(fullInput, sentName(fullInput.image.name, 'abcdefgh'))).toEqual({
    server_name: 'live-farm-abcdefgh',
    server_model_name: 'physical.kg1.4xlarge.cp',
    phone_model_name: 'rs2.plus',
    image_id: '23080220230912e203221b21000004ce',
    count: 2,
    keypair_name: 'KeyPair-ops',
    ports: [
      { name: 'web', listen_port: 21_080, internet_accessible: 'true' },
      { name: 'control', listen_port: 21_081, internet_accessible: 'false' },
    ],
    extend_param: {
      charging_mode: 0,
      period_type: 2,
      period_num: 1,
      is_auto_pay: 0,
      is_auto_renew: 0,
      enterprise_project_id: '0',
    },
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

test('what was left out is not sent', () => {
  const body = toBody(leastInput, 'p-abcdefgh')
  expect(Object.keys(body)).toEqual([
    'server_name',
    'server_model_name',
    'phone_model_name',
    'image_id',
    'count',
    'extend_param',
    'tenant_vpc_id',
    'nics',
    'public_ip',
    'band_width',
  ])
  expect(body.public_ip).toEqual({ ids: ['91f0a7d2-3c4b-4d5e-8f60-718293a4b5c6'] })
})

test('no public address is asked for as a count of nought', () => {
  const none = { ...leastInput, network: { ...leastInput.network, eip: { source: 'none' as const } } }
  expect(toBody(none, 'p').public_ip).toEqual({ count: 0 })
})

test('one server keeps the name, several get a number of four digits', () => {
  expect(serverNames('farm-abcdefgh', 1)).toEqual(['farm-abcdefgh'])
  expect(serverNames('farm-abcdefgh', 3)).toEqual(['farm-abcdefgh-0001', 'farm-abcdefgh-0002', 'farm-abcdefgh-0003'])
})

test('the longest name a person can give is still one the cloud takes', () => {
  const name = sentName('n'.repeat(nameMax), 'abcdefgh')
  expect(Body.parse(toBody(fullInput, name)).server_name).toHaveLength(60)
})

describe('a wrong input is refused at its field', () => {
  test('and there are at least forty of them', () => {
    expect(wrongInputs.length).toBeGreaterThanOrEqual(40)
    expect(new Set(wrongInputs.map((wrong) => wrong.name)).size).toBe(wrongInputs.length)
  })

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))('%s', (_, wrong) => {
    expect(Input.safeParse(wrong.of).success).toBe(true)
    const errors = errorsOf(Input, withChanges(wrong.of, wrong.set))
    expect(Object.keys(errors)).toEqual([wrong.field])
    expect(parseMessage(errors[wrong.field] ?? '').key).toBe(wrong.message)
  })

  test.each(wrongInputs.filter((wrong) => wrong.wire).map((wrong) => [wrong.name, wrong] as const))(
    '%s: the body of it is refused too, or only the cloud can know',
    (_, wrong) => {
      // Read by the catalogue, not by a schema: the body alone cannot be wrong here.
      const onlyTheCloudKnows = ['errors.phonesPerIpAbovePhones', 'errors.eipCountAboveAddresses', 'errors.diskNeeded']
      const valid = toBody(Input.parse(wrong.of), 'farm-abcdefgh')
      const parsed = Body.safeParse(withChanges(valid, wrong.wire?.set ?? {}))
      expect(parsed.success).toBe(onlyTheCloudKnows.includes(wrong.message))
    },
  )
})

test('every refusal has words in both languages', () => {
  for (const wrong of wrongInputs) {
    const { en, zh } = wordsOf(errorsOf(Input, withChanges(wrong.of, wrong.set))[wrong.field] ?? '')
    expect(en).toMatch(/^[A-Z][^|]+$/)
    expect(zh).toMatch(/^\p{Script=Han}.+$/u)
  }
})

test('a mistake shows on its step while the steps after it are empty', () => {
  const { account, model, image } = fullInput
  expect(errorsOf(Input, { account, model, image: { ...image, count: 11 } })['image.count']).toContain(
    'errors.serverCount',
  )
  const network = { ...fullInput.network, phonesPerIp: 61 }
  expect(errorsOf(Input, { account, model, image, network })['network.phonesPerIp']).toContain(
    'errors.phonesPerIpAbovePhones',
  )
})
