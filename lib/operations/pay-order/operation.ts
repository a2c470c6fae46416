import { defineOperation } from '../kit.ts'
import { startOrder } from '../order-target.ts'
import { checkChoices } from './choices.ts'
import { Accepted, Input, contractVersion, paidWith, toBody } from './contract.ts'
import { payPath } from './pay-path.ts'
import { namesOf, summarize, warnings } from './summary.ts'

export const operation = defineOperation({
  key: 'pay-order',
  contractVersion,
  risk: 'cost',
  service: 'bss',
  rights: ['bss:order:pay'],
  actsOn: 'order',
  // The order is there already: it is taken on, and the call is its payment.
  hasOrder: () => false,
  pays: paidWith,
  input: Input,
  accepted: Accepted,
  start: (accountId, target) => ({
    account: { accountId },
    target: target ? startOrder(target) : {},
    means: { coupons: [] },
  }),
  // How an answer to a payment is judged is the worker's: see lib/cloud/services/bss-payment.ts.
  refusals: [],
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.id,
  toCall: (input) => ({ service: 'bss', method: 'POST', api: 'bss.pay', path: payPath, body: toBody(input) }),
  receipt: () => ({ resources: { kind: 'order', ids: [] } }),
  expected: () => 1,
  isComplete: () => true,
  headline: ({ target }) => `${target.name}: ${target.id}`,
  summarize,
  warnings,
  charge: (input) => ({ kind: 'order', ...paidWith(input) }),
  // One open call about an order at a time, whether it pays or cancels.
  fingerprint: ({ target }) => ['order', target.id],
  precheck: checkChoices,
  names: namesOf,
  effect: ({ target }) => ({ kind: 'order_paid', orderId: target.id }),
})
