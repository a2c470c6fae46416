import { expect, test } from 'vitest'
import { accessManifest, asksWhoItIs, permissionFor } from './manifest.ts'

const asking = Object.keys(accessManifest).filter((name) => {
  const found = Object.entries(accessManifest).find(([key]) => key === name)?.[1]
  return [...asksWhoItIs].some((permission) => permission === found)
})

test('what approves, pays, settles, or changes people and accounts asks who it is', () => {
  for (const name of [
    'request.approve',
    'request.retryPayment',
    'request.adoptOrder',
    'request.disownOrders',
    'account.resume',
    'purchases.resume',
    'person.giveRole',
    'person.decideChange',
    'person.link',
  ])
    expect(asking).toContain(name)
})

test('what stops or takes back is done at once', () => {
  for (const name of ['purchases.stop', 'request.reject', 'request.withdraw', 'session.revokeOthers'])
    expect(asking).not.toContain(name)
})

test('an entry that demands no permission has none', () => {
  expect(permissionFor('request.approve')).toBe('request:approve')
  expect(permissionFor('session.stay')).toBeUndefined()
  expect(permissionFor('person.join')).toBeUndefined()
})
