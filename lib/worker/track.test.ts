import { describe, expect, test } from 'vitest'
import type { OrderDetail } from '../cloud/services/bss-orders.ts'
import type { Probe } from './effects/probe.ts'
import { judge, verdict } from './track.ts'

describe('when a delivery is over', () => {
  const expected = 3
  test('it is done when every server is up', () => {
    expect(judge({ delivered: 3, failed: 0, expected, isOrderComplete: false })).toBe('finish')
  })
  test('it goes on while a server is still being made', () => {
    expect(judge({ delivered: 2, failed: 0, expected, isOrderComplete: false })).toBeUndefined()
    expect(judge({ delivered: 0, failed: 0, expected, isOrderComplete: true })).toBeUndefined()
  })
  test('it is partly done when some servers failed', () => {
    expect(judge({ delivered: 2, failed: 1, expected, isOrderComplete: false })).toBe('finishPartly')
  })
  test('it is partly done when a completed order has fewer servers than were bought', () => {
    expect(judge({ delivered: 2, failed: 0, expected, isOrderComplete: true })).toBe('finishPartly')
  })
  test('it failed when no server came up', () => {
    expect(judge({ delivered: 0, failed: 3, expected, isOrderComplete: false })).toBe('failDelivery')
  })
})

describe('when a change of what exists is over', () => {
  const flavors = { serverModel: 'a', phoneModel: 'b' }
  const effect = { kind: 'phone_server_flavors', serverId: 's', was: flavors, becomes: flavors } as const
  const probe = (state: Probe['state']): Probe => ({
    state,
    delivered: 0,
    failed: 0,
    expected: 1,
    resourceIds: ['s'],
    orderIds: [],
    read: {},
    words: '',
  })
  const order = (status: number): OrderDetail => ({
    id: 'CS1',
    status,
    kind: 3,
    serviceType: undefined,
    serviceName: undefined,
    amountMinor: 1,
    officialAmountMinor: 1,
    couponMinor: undefined,
    currency: 'CNY',
    createdAt: undefined,
    paidAt: undefined,
    userName: undefined,
    payUntil: undefined,
    lines: [],
  })
  const seen = (state: Probe['state'], status: number) => ({
    probe: probe(state),
    order: order(status),
    hasOrder: true,
    job: undefined,
  })

  test('order and server must agree', () => {
    expect(verdict(effect, seen('reached', 5))).toBe('finish')
    expect(verdict(effect, seen('reached', 3))).toBeUndefined()
    expect(verdict(effect, seen('before', 5))).toBeUndefined()
  })
  test('a server that became something else is a failure only when the order is over', () => {
    expect(verdict(effect, seen('failed', 3))).toBeUndefined()
    expect(verdict(effect, seen('failed', 5))).toBe('failDelivery')
  })
  test('job and server must agree, and a failed job is the end', () => {
    const jobOf = (state: 'running' | 'succeeded' | 'failed') => ({ order: undefined, hasOrder: false, job: { state } })
    expect(verdict(effect, { probe: probe('reached'), ...jobOf('running') })).toBeUndefined()
    expect(verdict(effect, { probe: probe('reached'), ...jobOf('succeeded') })).toBe('finish')
    expect(verdict(effect, { probe: probe('before'), ...jobOf('failed') })).toBe('failDelivery')
    // A server that was resized and then did not start again has its new size.
    expect(verdict(effect, { probe: probe('reached'), ...jobOf('failed') })).toBe('finishPartly')
  })
})
