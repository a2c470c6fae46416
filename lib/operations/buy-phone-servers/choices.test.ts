import { expect, test } from 'vitest'
import { parseMessage } from '#lib/i18n/message-text.ts'
import type { Lookups } from '../lookups.ts'
import { namesOf } from '../phone-placement/choices.ts'
import { fixedLookups } from '../phone-placement/testing/fixed-lookups.ts'
import { checkChoices } from './choices.ts'
import { Input } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'

const unknownId = '00000000-0000-4000-8000-000000000000'

test.each([['the fullest', fullInput] as const, ['the least', leastInput] as const])(
  'nothing is said against %s purchase while the cloud offers all of it',
  async (_, input) => {
    expect(await checkChoices(input, fixedLookups())).toEqual({})
  },
)

type Case = {
  name: string
  of: Input
  set?: Record<string, unknown>
  cloud?: Partial<Lookups>
  field: string
  message: string
}

const cases: Case[] = [
  {
    name: 'a server flavor that the cloud gave up',
    of: leastInput,
    cloud: { serverModels: async () => [] },
    field: 'model.serverModel',
    message: 'errors.serverModelGone',
  },
  {
    name: 'a phone flavor of another server flavor',
    of: leastInput,
    set: { 'model.phoneModel': 'rx1.cp.c60', 'model.phones': 60 },
    field: 'model.phoneModel',
    message: 'errors.phoneModelNotFitting',
  },
  {
    name: 'a phone flavor that is off sale',
    of: leastInput,
    set: {
      'model.phoneModel': 'kg1.cp.c150',
      'model.phones': 150,
      'image.imageId': '23080220230912e203221b21000004ce',
    },
    field: 'model.phoneModel',
    message: 'operations.reasons.offSale',
  },
  {
    name: 'a phone flavor whose number of phones changed',
    of: leastInput,
    set: { 'model.phones': 19 },
    field: 'model.phoneModel',
    message: 'errors.phoneModelChanged',
  },
  {
    name: 'an image that was deleted',
    of: leastInput,
    set: { 'image.imageId': 'none' },
    field: 'image.imageId',
    message: 'errors.imageGone',
  },
  {
    name: 'an image of another label',
    of: leastInput,
    set: { 'image.imageId': '23080220230912e203221b21000004ce' },
    field: 'image.imageId',
    message: 'errors.imageNotFitting',
  },
  {
    name: 'a VPC that was deleted',
    of: leastInput,
    cloud: { vpcs: async () => [] },
    field: 'network.vpcId',
    message: 'errors.vpcGone',
  },
  {
    name: 'a subnet of another VPC',
    of: leastInput,
    set: { 'network.subnetId': unknownId },
    field: 'network.subnetId',
    message: 'errors.subnetNotInVpc',
  },
  {
    name: 'a subnet with too few free addresses',
    of: fullInput,
    set: { 'network.phonesPerIp': 1, 'image.count': 10, 'network.eip': { source: 'none' } },
    field: 'network.subnetId',
    message: 'errors.subnetTooSmall',
  },
  {
    name: 'IPv6 in a subnet without it',
    of: fullInput,
    cloud: {
      subnets: async (vpcId) => (await fixedLookups().subnets(vpcId)).map((row) => ({ ...row, ipv6: false })),
    },
    field: 'network.ipv6.enabled',
    message: 'errors.subnetWithoutIpv6',
  },
  {
    name: 'an IPv6 bandwidth that was deleted',
    of: fullInput,
    set: { 'network.ipv6': { enabled: true, bandwidthId: unknownId } },
    field: 'network.ipv6.bandwidthId',
    message: 'errors.bandwidthGone',
  },
  {
    name: 'a public address that somebody else took',
    of: leastInput,
    cloud: { freeEips: async () => [] },
    field: 'network.eip.eipId',
    message: 'errors.eipGone',
  },
  {
    name: 'a shared bandwidth that was deleted',
    of: fullInput,
    set: { 'network.bandwidth.bandwidthId': unknownId },
    field: 'network.bandwidth.bandwidthId',
    message: 'errors.bandwidthGone',
  },
  {
    name: 'a shared bandwidth without room for the new addresses',
    of: fullInput,
    set: { 'image.count': 9 },
    field: 'network.bandwidth.bandwidthId',
    message: 'errors.bandwidthFull',
  },
  {
    name: 'a line that the region does not have',
    of: fullInput,
    set: { 'network.eip.type': '5_union' },
    field: 'network.eip.type',
    message: 'operations.reasons.lineNotHere',
  },
  {
    name: 'a key pair that was deleted',
    of: fullInput,
    set: { 'image.keypairName': 'gone' },
    field: 'image.keypairName',
    message: 'errors.keypairGone',
  },
  {
    name: 'an enterprise project that was disabled',
    of: fullInput,
    set: { 'account.enterpriseProjectId': unknownId },
    field: 'account.enterpriseProjectId',
    message: 'errors.enterpriseProjectGone',
  },
  {
    name: 'a zone that was closed',
    of: fullInput,
    set: { 'account.availabilityZone': 'cn-east-3z' },
    field: 'account.availabilityZone',
    message: 'errors.zoneGone',
  },
]

test.each(cases.map((one) => [one.name, one] as const))('%s is refused at its field', async (_, one) => {
  const input = Input.parse(withChanges(one.of, one.set ?? {}))
  const fields = await checkChoices(input, fixedLookups(one.cloud))
  expect(Object.keys(fields)).toEqual([one.field])
  expect(parseMessage(fields[one.field] ?? '').key).toBe(one.message)
})

test('the names of what was chosen are kept with the request', async () => {
  expect(await namesOf(fullInput, fixedLookups())).toEqual({
    '23080220230912e203221b21000004ce': 'AOSP9',
    '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11': 'vpc-live',
    'c2a4b6d8-7e90-4f12-8a34-5b6c7d8e9f01': 'subnet-live',
    '388a04fb-c039-42d2-91e4-077444003e25': 'shared-live',
  })
})
