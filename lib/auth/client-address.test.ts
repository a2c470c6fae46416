import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

test('the address of a browser is what our own proxies say, not what the browser says', () => {
  expect(clientAddress('203.0.113.7', 1)).toBe('203.0.113.7')
  expect(clientAddress('10.0.0.1, 203.0.113.7', 1)).toBe('203.0.113.7')
  expect(clientAddress('10.0.0.1, 203.0.113.7, 192.0.2.1', 2)).toBe('203.0.113.7')
})

test('without enough entries the address is unknown', () => {
  expect(clientAddress('', 1)).toBe('')
  expect(clientAddress('203.0.113.7', 2)).toBe('')
})
