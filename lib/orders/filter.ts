import { z } from 'zod'
import { AccountIds, Amounts, anyOf, Codes, matching, Times } from '../filter-tokens.ts'
import { SearchText, sizeField, windowFields } from '../page-window.ts'
import { attentionChoices } from './attention.ts'
import { orderGroupNames, orderTypeWords, spentTypes } from './status.ts'

export const orderSorts = ['-ordered', 'ordered', '-amount', 'amount', '-paid', 'pay_until'] as const
export type OrderSort = (typeof orderSorts)[number]

/** What a list of orders is narrowed to; see `filter-tokens.ts` for how its tokens are written. */
export const OrderFilter = z.object({
  account: AccountIds,
  q: SearchText,
  status: anyOf(orderGroupNames),
  type: anyOf([spentTypes, ...Object.keys(orderTypeWords)]),
  /** Codes of services, e.g. `hws.service.type.ec2`. */
  service: Codes,
  region: Codes,
  /** Who asked for it: a person here, or `cloud:` and the name of the cloud's user. */
  person: matching(/^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|cloud:[^\p{Cc},]{1,64})$/u),
  amount: Amounts,
  /** `CNY`. */
  currency: matching(/^[A-Z]{3}$/),
  ordered: Times,
  paid: Times,
  origin: z.enum(['all', 'here', 'elsewhere']).catch('all'),
  attention: anyOf(attentionChoices),
  sort: z.enum(orderSorts).catch('-ordered'),
  ...windowFields,
})
export type OrderFilter = z.output<typeof OrderFilter>

/** What is asked of them in one read. */
export const AskedOrders = OrderFilter.extend(sizeField)
