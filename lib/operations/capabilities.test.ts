import { expect, test } from 'vitest'
import { capability } from './capabilities.ts'

const server = (status: number, isGone = false) => ({ kind: 'phone_server', status, isGone }) as const

test.each(['change-phone-flavor'])('%s begins on a running server and on no other', (key) => {
  expect(capability(key, server(5))).toBeUndefined()
  for (const status of [0, 1, 2, 3, 4, 6, 8, 10, 11, 12, 13, 99])
    expect(capability(key, server(status))).toMatch(/^operations\.cannot\./)
})
test('a server that is gone takes nothing, whatever its last status', () => {
  expect(capability('change-phone-flavor', server(5, true))).toBe('operations.cannot.gone')
})
test('an operation without a rule is offered nowhere', () => {
  expect(capability('paint-phone-server', server(5))).toBe('operations.cannot.notThisKind')
})
