import { describe, expect, test } from 'vitest'

import { guardedLookup, isPublicAddress } from './public-address.ts'

describe('an address on the open Internet', () => {
  test.each(['203.0.113.5', '100.63.255.255', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.5'])(
    '%s may be called',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.100.100.200',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '::127.0.0.1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fec0::1',
  ])('%s may not', (address) => expect(isPublicAddress(address)).toBe(false))
})

test('a host that was named on purpose may be local', async () => {
  const address = await new Promise((resolve, reject) => {
    guardedLookup('localhost', { family: 4 }, (error, found) => (error === null ? resolve(found) : reject(error)))
  })
  expect(address).toBe('127.0.0.1')
})
