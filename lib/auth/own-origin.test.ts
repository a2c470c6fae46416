import { expect, test } from 'vitest'
import { isOwnOrigin } from './own-origin.ts'

const address = 'https://console.example'
const from = (origin: string | null, site: string | null = null) => isOwnOrigin({ origin, site }, address)

test('a page of the console is known by its origin', () => {
  expect(from('https://console.example')).toBe(true)
  expect(from('https://console.example', 'same-origin')).toBe(true)
  expect(from('https://console.example:443')).toBe(true)
})

test.each([
  ['none', null],
  ['the null of a sandboxed frame', 'null'],
  ['an empty one', ''],
  ['another site', 'https://evil.example'],
  ['a site whose name begins alike', 'https://console.example.evil.example'],
  ['a user name that looks like the console', 'https://console.example@evil.example'],
  ['the console without https', 'http://console.example'],
  ['another port', 'https://console.example:8443'],
  ['a loopback address, where the console has none', 'https://localhost'],
  ['what is no address', 'console.example'],
])('%s is refused', (_, origin) => {
  expect(from(origin)).toBe(false)
})

test.each(['cross-site', 'same-site', 'none'])('a browser that calls it %s is believed', (site) => {
  expect(from('https://console.example', site)).toBe(false)
})

test('on one machine every name of it is the same, its port is not', () => {
  const here = (origin: string) => isOwnOrigin({ origin, site: 'same-origin' }, 'http://127.0.0.1:3000')
  expect(here('http://localhost:3000')).toBe(true)
  expect(here('http://[::1]:3000')).toBe(true)
  expect(here('http://localhost:3001')).toBe(false)
  expect(here('http://192.168.0.1:3000')).toBe(false)
})
