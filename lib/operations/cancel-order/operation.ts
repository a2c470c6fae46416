import { defineOperation } from '../kit.ts'
import { orderProblem, startOrder } from '../order-target.ts'
import { cancelPath } from './cancel-path.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { refusals } from './refusals.ts'
import { summarize, warnings } from './summary.ts'

export const operation = defineOperation({
  key: 'cancel-order',
  contractVersion,
  risk: 'data-loss',
  service: 'bss',
  rights: ['bss:order:update'],
  actsOn: 'order',
  hasOrder: () => false,
  input: Input,
  accepted: Accepted,
  start: (accountId, target) => ({
    account: { accountId },
    target: target ? startOrder(target) : {},
    consent: {},
  }),
  refusals,
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.id,
  toCall: (input) => ({ service: 'bss', method: 'PUT', api: 'bss.cancel', path: cancelPath, body: toBody(input) }),
  receipt: () => ({ resources: { kind: 'order', ids: [] } }),
  expected: () => 1,
  isComplete: () => true,
  headline: ({ target }) => `${target.name}: ${target.id}`,
  summarize,
  warnings,
  charge: () => ({ kind: 'none' }),
  // One open call about an order at a time, whether it pays or cancels.
  fingerprint: ({ target }) => ['order', target.id],
  precheck: async ({ target }, lookups) => {
    const [order] = await lookups.ordersNow(target.id)
    const problem = orderProblem(target, order)
    return problem === undefined ? {} : { 'target.amountMinor': problem }
  },
  names: async () => ({}),
  effect: ({ target }) => ({ kind: 'order_cancelled', orderId: target.id }),
})
