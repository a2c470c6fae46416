import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cancelCall, cancelRefusals } from '#lib/cloud/services/bss-payment.ts'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { Body, Input, toBody } from './contract.ts'
import { operation } from './operation.ts'
import { refusals } from './refusals.ts'

const theirs = described('bss', 'CancelOrderBody')
const input: Input = {
  account: { accountId: 'b7a1c9d2-3e4f-4a5b-8c6d-7e8f9a0b1c2d' },
  target: { id: 'CS2011091132EMKL9', name: 'Cloud Phone', amountMinor: 100, currency: 'CNY', isOurs: false },
  consent: { isFinal: true },
}
const compare = comparing(Body, theirs, new Set(['errors.targetChoose']))

describe('the call that cancels an order', () => {
  test('has the body that the vendor documents, and is the one that our own orders are cancelled with', () => {
    const body = toBody(Input.parse(input))
    expect(body).toEqual({ order_id: 'CS2011091132EMKL9' })
    const { call } = operation.prepare(input, { projectId: 'p', mark: 'abcdefgh' })
    const own = cancelCall('CS2011091132EMKL9')
    expect([call.method, call.path, JSON.stringify(call.body)]).toEqual([own.method, own.path, own.body])
    expect([...cancelRefusals].toSorted()).toEqual(refusals.toSorted())
  })
  test('is taken by an answer without a body alone', () => {
    expect(operation.isAccepted(input, undefined)).toBe(true)
    expect(operation.isAccepted(input, { error_code: 'CBC.99005010' })).toBe(false)
  })
  test('is described alike by both, with members changed', () => {
    const seen = new Set<Verdict>()
    fc.assert(
      fc.property(fc.constant<unknown>(toBody(input)).chain(mutated), (made) => {
        const found = compare(made)
        seen.add(found.verdict)
        expect(found).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns: 1000 },
    )
    expect(seen).toContain('both refuse')
  })
})

test.each([
  ['no order', { 'target.id': undefined }, 'target.id', 'errors.targetChoose'],
  ['an order id with a slash', { 'target.id': 'CS1/pay' }, 'target.id', 'errors.targetChoose'],
  ['no account', { 'account.accountId': undefined }, 'account.accountId', 'errors.accountChoose'],
  ['no word of knowing that it is final', { consent: {} }, 'consent.isFinal', 'cancel-order.error.consent'],
  ['a no', { 'consent.isFinal': false }, 'consent.isFinal', 'cancel-order.error.consent'],
  ['a stranger', { tip: 1 }, '', 'errors.unknownField'],
])('%s is refused at its field', (_, set, field, message) => {
  const { error } = Input.safeParse(withChanges(input, set))
  const found = error?.issues.find((issue) => issue.path.join('.') === field)?.message
  expect(parseMessage(found ?? 'nothing').key).toBe(message)
})
