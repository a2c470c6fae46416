import { expect, test } from 'vitest'
import { capability } from './capabilities.ts'
import type { StateOf } from './resource-state.ts'

const server: StateOf<'ecs_server'> = {
  kind: 'ecs_server',
  status: 'SHUTOFF',
  task: '',
  billing: 'prepaid',
  isLocked: false,
  isFrozen: false,
  isGone: false,
}
const refusal = (changes: Partial<StateOf<'ecs_server'>>) => capability('resize-server', { ...server, ...changes })

test.each(['ACTIVE', 'SHUTOFF'])('a server in %s without a task can be resized, however it is paid', (status) => {
  for (const billing of ['prepaid', 'pay_per_use'] as const) expect(refusal({ status, billing })).toBeUndefined()
})

test.each<[string, Partial<StateOf<'ecs_server'>>, string]>([
  ['a spot server', { billing: 'spot' }, 'spot'],
  ['a server that nobody knows how it is paid', { billing: 'unknown' }, 'unknownBilling'],
  ['a locked server', { isLocked: true }, 'locked'],
  ['a frozen server', { isFrozen: true }, 'frozen'],
  ['a server in error', { status: 'ERROR' }, 'inError'],
  ['a server in error that has a task', { status: 'ERROR', task: 'deleting' }, 'inError'],
  ['a server that is being made', { status: 'BUILD' }, 'creating'],
  ['a server that is being resized', { status: 'RESIZE', task: 'resize_prep' }, 'busy'],
  ['a server that waits for a resize to be confirmed', { status: 'VERIFY_RESIZE' }, 'busy'],
  ['a server that is being started again', { status: 'REBOOT' }, 'busy'],
  ['a server that is being switched off', { status: 'ACTIVE', task: 'powering-off' }, 'stopping'],
  ['a server that is being switched on', { task: 'powering-on' }, 'starting'],
  ['a server that is being deleted', { task: 'deleting' }, 'deleting'],
  ['a server in a status that nobody documents', { status: 'SLEEPING' }, 'otherStatus'],
  ['a server that is gone', { isGone: true }, 'gone'],
])('%s cannot be resized, and says why', (_, changes, reason) => {
  expect(refusal(changes)).toBe(`operations.cannot.${reason}`)
})
