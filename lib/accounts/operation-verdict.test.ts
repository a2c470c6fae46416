import { expect, test } from 'vitest'
import type { CheckLine } from './check-line.ts'
import { operationVerdict } from './operation-verdict.ts'

const buy = { key: 'buy', service: 'cph', rights: ['cph:servers:create'] } as const
const green: CheckLine = { key: 'phoneServers', state: 'ok', words: 'accounts.may.phoneServers', blocks: ['cph'] }
const red: CheckLine = { key: 'orders', state: 'failed', words: 'accounts.mayNot.orders', blocks: ['cph', 'ecs'] }
const known = { isOffered: true, lines: [green], hasSpendKey: true, workedAt: null }
const at = '2026-11-22T12:00:00.000Z'

test('an operation is ready where nothing is known against it, and proven once it worked', () => {
  expect(operationVerdict(buy, known)).toMatchObject({ state: 'ready', because: [] })
  expect(operationVerdict(buy, { ...known, workedAt: at })).toMatchObject({ state: 'proven', workedAt: at })
  expect(operationVerdict(buy, { ...known, lines: [] })).toMatchObject({ state: 'unchecked' })
})

test('it is blocked by a missing right of its service, and by that of no other', () => {
  expect(operationVerdict(buy, { ...known, lines: [green, red], workedAt: at })).toMatchObject({
    state: 'blocked',
    because: ['accounts.mayNot.orders'],
  })
  const desktop = { ...buy, service: 'workspace' } as const
  expect(operationVerdict(desktop, { ...known, lines: [red] })).toMatchObject({ state: 'ready' })
})

test('it is blocked where the region lacks its service, and without a spending key', () => {
  expect(operationVerdict(buy, { ...known, isOffered: false }).because).toEqual(['accounts.notInRegion'])
  expect(operationVerdict(buy, { ...known, hasSpendKey: false }).because).toEqual(['accounts.spendKeyMissing'])
})
