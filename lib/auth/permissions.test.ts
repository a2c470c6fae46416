import { describe, expect, test } from 'vitest'
import { type PersonActor, type Role, accountsWith, denial, denialAnywhere, permissions, roles } from './permissions.ts'

const here = 'account-1'
const actor = (...held: Role[]): PersonActor => ({
  kind: 'person',
  personId: 'p1',
  name: 'P',
  memberships: held.map((role) => ({ accountId: here, role })),
})

describe('who may do what', () => {
  test('nobody approves what they requested, whatever roles they hold', () => {
    const everything = actor(...roles)
    expect(denial(everything, 'request:approve', { accountId: here, requestedBy: ['p1'] })).toBe('denied.ownRequest')
    expect(denial(everything, 'request:approve', { accountId: here, requestedBy: ['p2'] })).toBeUndefined()
  })

  test('nobody settles a lost call of their own, and only a reviewer settles another’s', () => {
    const everything = actor(...roles)
    expect(denial(everything, 'request:settle', { accountId: here, requestedBy: ['p1'] })).toBe('denied.ownRequest')
    expect(denial(everything, 'request:settle', { accountId: here, requestedBy: ['p2'] })).toBeUndefined()
    for (const role of ['owner', 'admin', 'support'] as const)
      expect(denial(actor(role), 'request:settle', { accountId: here, requestedBy: ['p2'] })).toBe(
        'denied.needsReviewer',
      )
  })

  test('support sees and comments, keeps views of its own, and changes nothing that others see', () => {
    const support = actor('support')
    const allowed = Object.keys(permissions).filter((name) => {
      const found = Object.entries(permissions).find(([key]) => key === name)
      return found?.[1].some((role) => role === 'support')
    })
    expect(allowed.toSorted()).toEqual(
      [
        'account:read',
        'audit:read',
        'job:read',
        'order:read',
        'order:refresh',
        'request:comment',
        'request:read',
        'server:read',
        'view:save',
      ].toSorted(),
    )
    expect(denial(support, 'request:submit', { accountId: here })).toBe('denied.needsAdmin')
  })

  test('a role on one account is none on another', () => {
    expect(denial(actor('admin'), 'request:submit', { accountId: 'account-2' })).toBe('denied.noAccount')
    expect(accountsWith(actor('admin'), 'request:submit')).toEqual([here])
  })

  test('what belongs to no account is open to whoever may on one of theirs', () => {
    const both: PersonActor = {
      ...actor('support'),
      memberships: [...actor('support').memberships, { accountId: 'account-2', role: 'reviewer' }],
    }
    expect(denialAnywhere(both, 'view:share')).toBeUndefined()
    expect(denialAnywhere(actor('support'), 'view:share')).toBe('denied.supportSharesNothing')
    expect(denialAnywhere(actor(), 'view:save')).toBe('denied.noAccount')
  })

  test('without a session everything is refused', () => {
    for (const permission of ['request:read', 'request:approve', 'server:read'] as const)
      expect(denial(undefined, permission, { accountId: here })).toBe('denied.signIn')
  })

  test('only the author takes a request back', () => {
    expect(denial(actor('admin'), 'request:withdraw', { accountId: here, requestedBy: ['p2'] })).toBe('denied.notYours')
    expect(denial(actor('admin'), 'request:withdraw', { accountId: here, requestedBy: ['p1'] })).toBeUndefined()
  })

  test('an owner neither requests nor approves', () => {
    expect(denial(actor('owner'), 'request:submit', { accountId: here })).toBeDefined()
    expect(denial(actor('owner'), 'request:approve', { accountId: here, requestedBy: ['p2'] })).toBeDefined()
  })
})
