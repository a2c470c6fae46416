import { describe, expect, test } from 'vitest'

import { EndpointError, endpointFor, regionsOfSite } from './endpoints.ts'
import { regionName, regionsOf } from './regions.ts'

const china = { site: 'china', region: 'cn-north-4' } as const

describe('an account and a service name one endpoint', () => {
  test.each([
    [china, 'cph', 'https://cph.cn-north-4.myhuaweicloud.com'],
    [china, 'ecs', 'https://ecs.cn-north-4.myhuaweicloud.com'],
    [china, 'eip', 'https://vpc.cn-north-4.myhuaweicloud.com'],
    [china, 'kps', 'https://kms.cn-north-4.myhuaweicloud.com'],
    [china, 'iam', 'https://iam.cn-north-4.myhuaweicloud.com'],
    [{ ...china, region: 'af-north-1' }, 'iam', 'https://iam.myhuaweicloud.com'],
    [{ site: 'europe', region: 'eu-west-101' }, 'iam', 'https://iam.eu-west-101.myhuaweicloud.eu'],
    [china, 'eps', 'https://eps.myhuaweicloud.com'],
    [{ ...china, region: 'ru-moscow-1' }, 'eps', 'https://eps.ru-moscow-1.myhuaweicloud.com'],
    [china, 'bss', 'https://bss.myhuaweicloud.com'],
    [{ site: 'international', region: 'ap-southeast-3' }, 'bss', 'https://bss-intl.myhuaweicloud.com'],
    [{ site: 'europe', region: 'eu-west-101' }, 'bss', 'https://bss.myhuaweicloud.eu'],
  ] as const)('%j %s', (account, service, expected) => expect(endpointFor(account, service)).toBe(expected))

  test('a region without the service, or text that is no region, is refused', () => {
    expect(() => endpointFor({ ...china, region: 'cn-north-1' }, 'cph')).toThrow(EndpointError)
    expect(() => endpointFor({ ...china, region: 'evil.test/' }, 'iam')).toThrow(EndpointError)
    expect(() => endpointFor({ ...china, region: '' }, 'eps')).toThrow(EndpointError)
  })
})

describe('an override', () => {
  const allowed = ['http://127.0.0.1:4010/']

  test('is used for every service when it is on the list', () => {
    expect(endpointFor(china, 'cph', 'http://127.0.0.1:4010', allowed)).toBe('http://127.0.0.1:4010')
    expect(endpointFor(china, 'bss', 'http://127.0.0.1:4010/', allowed)).toBe('http://127.0.0.1:4010')
  })

  test.each([
    'http://127.0.0.1:4011',
    'https://127.0.0.1:4010',
    'http://127.0.0.1:4010/path',
    'http://user@127.0.0.1:4010',
    'http://127.0.0.1:4010@evil.test',
    'http://127.0.0.1:4010.evil.test',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('%s is refused', (override) => {
    expect(() => endpointFor(china, 'cph', override, allowed)).toThrow(EndpointError)
  })

  test('is refused when the list is empty, which is the default', () => {
    expect(() => endpointFor(china, 'cph', 'http://127.0.0.1:4010')).toThrow(EndpointError)
  })
})

test('every region that sells cloud phones has a name in both languages', () => {
  for (const region of regionsOf.cph) {
    expect(regionName(region, 'en')).not.toBe(region)
    expect(regionName(region, 'zh')).toMatch(/\p{Script=Han}/u)
  }
})

test('a region without a known name shows its id', () => expect(regionName('xx-1', 'zh')).toBe('xx-1'))

test('an account of the European site is in its one region, and no other account is', () => {
  expect(regionsOfSite('europe')).toEqual(['eu-west-101'])
  expect(regionsOfSite('china')).toContain('cn-north-4')
  for (const site of ['china', 'international'] as const) expect(regionsOfSite(site)).not.toContain('eu-west-101')
})
