import { describe, expect, test } from 'vitest'
import type { Coupon } from '../cloud/services/bss-order-offers.ts'
import { couponProblem, reckon } from './amount-to-pay.ts'

const now = new Date('2026-11-24T08:00:00Z')
const voucher: Coupon = {
  id: 'v',
  type: 301,
  name: 'Voucher',
  faceMinor: 5000,
  balanceMinor: 4000,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  expiresAt: new Date('2027-01-01T00:00:00Z'),
  isActivated: true,
  heldByOrderId: undefined,
  notWith: [],
}
const rebate = { id: 'd', value: '0.9', kind: 2, deductionMinor: 1000 }
const offered = { coupons: [voucher, { ...voucher, id: 'w', type: 300 as const }], discounts: [rebate], now }
const paidWith = { orderId: 'CS1', coupons: [{ id: 'v', type: 301 as const }], discount: { id: 'd', type: 2 as const } }

describe('what is left to pay of an order', () => {
  test('is its amount where nothing else was chosen', () => {
    expect(reckon(10_000, { orderId: 'CS1', coupons: [] }, offered)).toEqual({ amountMinor: 10_000, missing: [] })
  })
  test('is less by the discount and by the balance of the coupons, and never below nothing', () => {
    expect(reckon(10_000, paidWith, offered)).toEqual({ amountMinor: 5000, missing: [] })
    expect(reckon(3000, paidWith, offered)).toEqual({ amountMinor: 0, missing: [] })
  })
  test('counts a discount coupon as nothing: the cloud says only afterwards what it took off', () => {
    const coupons = [{ id: 'w', type: 300 as const }]
    expect(reckon(10_000, { orderId: 'CS1', coupons }, offered)).toEqual({ amountMinor: 10_000, missing: [] })
  })
  test('is the whole amount where what was chosen is not offered any more, and says so', () => {
    const gone = { coupons: [{ ...voucher, balanceMinor: 0 }], discounts: [{ ...rebate, kind: 3 }], now }
    expect(reckon(10_000, paidWith, gone)).toEqual({ amountMinor: 10_000, missing: ['d', 'v'] })
  })
  test('is not known where the cloud says no amount', () => {
    expect(reckon(undefined, paidWith, offered).amountMinor).toBeUndefined()
  })
})

test.each([
  ['fits', {}, undefined],
  ['is held by this very order', { heldByOrderId: 'CS1' }, undefined],
  ['is of a kind that no payment takes', { type: undefined }, 'notTaken'],
  ['is not activated', { isActivated: false }, 'notYet'],
  ['begins later', { startsAt: new Date('2026-12-01T00:00:00Z') }, 'notYet'],
  ['is over', { expiresAt: now }, 'expired'],
  ['is held by another order', { heldByOrderId: 'CS2' }, 'held'],
  ['has nothing left', { balanceMinor: 0 }, 'usedUp'],
])('a coupon that %s', (_, values, problem) => {
  expect(couponProblem({ ...voucher, ...values }, 'CS1', now)).toBe(problem && `pay-order.coupon.${problem}`)
})
