import { expect, test } from 'vitest'
import { capability } from '../capabilities.ts'
import type { StateOf } from '../resource-state.ts'
import { ways } from './ways.ts'

const prepaid: StateOf<'desktop'> = {
  kind: 'desktop',
  status: 'ACTIVE',
  task: '',
  billing: 'prepaid',
  osType: 'Windows',
  isFrozen: false,
  isInMaintenance: false,
  isPooled: false,
  hasHourPackage: false,
  isOnHost: false,
  isGone: false,
}
const metered = { ...prepaid, billing: 'pay_per_use' } as const
const onHost = { ...prepaid, isOnHost: true }

/** Why each way cannot be begun, in their order; `yes` where it can. */
const table = (state: StateOf<'desktop'>) =>
  ways.map((way) => capability('change-desktop', state, way)?.replace('operations.cannot.', '') ?? 'yes').join(' ')

test.each<[string, StateOf<'desktop'>, string]>([
  ['a running yearly/monthly desktop', prepaid, 'yes yes notPayPerUse notOnHost'],
  ['a stopped one', { ...prepaid, status: 'SHUTOFF' }, 'yes yes notPayPerUse notOnHost'],
  ['a hibernated one', { ...prepaid, status: 'HIBERNATED' }, 'yes hibernated notPayPerUse notOnHost'],
  ['a Windows desktop that is paid as it is used', metered, 'yes yes yes notOnHost'],
  ['a Linux one', { ...metered, osType: 'Linux' }, 'yes yes linuxOnPayPerUse notOnHost'],
  ['one whose system nobody knows', { ...metered, osType: null }, 'yes yes linuxOnPayPerUse notOnHost'],
  ['a busy one', { ...metered, task: 'rebooting' }, 'busy busy busy notOnHost'],
  ['a broken one', { ...metered, status: 'ERROR' }, 'inError inError inError notOnHost'],
  ['one that is being deleted', { ...metered, status: '' }, 'deleting deleting deleting notOnHost'],
  [
    'one in a state that nobody documents',
    { ...metered, status: 'X' },
    'otherStatus otherStatus otherStatus notOnHost',
  ],
  ['a frozen one', { ...metered, isFrozen: true }, 'frozen frozen frozen notOnHost'],
  ['one in maintenance', { ...metered, isInMaintenance: true }, 'inMaintenance inMaintenance inMaintenance notOnHost'],
  ['one of a pool', { ...metered, isPooled: true }, 'pooled pooled pooled notOnHost'],
  ['one with a package of hours', { ...metered, hasHourPackage: true }, 'hourPackage yes hourPackageTerm notOnHost'],
  [
    'one whose billing nobody knows',
    { ...prepaid, billing: 'unknown' },
    'unknownBilling unknownBilling unknownBilling notOnHost',
  ],
  ['one on an exclusive host', onHost, 'onHost onHost notPayPerUse yes'],
  ['one on a host that is busy itself', { ...onHost, task: 'rebooting' }, 'onHost onHost notPayPerUse yes'],
  ['one on a host that is frozen', { ...onHost, isFrozen: true }, 'onHost onHost notPayPerUse frozen'],
  ['one that is gone', { ...prepaid, isGone: true }, 'gone gone gone gone'],
])('what can be done with %s', (_, state, expected) => {
  expect(table(state)).toBe(expected)
})

test('as a whole it can be begun where one of its ways can, and else says why the first cannot', () => {
  expect(capability('change-desktop', onHost)).toBeUndefined()
  expect(capability('change-desktop', { ...metered, isPooled: true })).toBe('operations.cannot.pooled')
})
test('a way that nobody knows is refused', () => {
  expect(capability('change-desktop', prepaid, 'paint')).toBe('operations.cannot.notThisKind')
})
