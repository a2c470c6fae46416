import { z } from 'zod'
import { withParams } from '../errors.ts'
import type { SummaryRow, Target } from './kit.ts'
import type { OrderNow } from './lookups.ts'
import { boundedCharacters, closed, flag } from './primitives.ts'

/** An order's id: `CS1905251035OA1AF`. It names the order in paths and bodies. */
export const OrderId = z.string({ error: 'errors.targetChoose' }).regex(/^[0-9A-Za-z]{1,64}$/, 'errors.targetChoose')

/** The order as it was when the form was opened; checked again on submit and before sending. Amounts in hundredths. */
export const OrderTarget = closed({
  id: OrderId,
  /** What it is an order of, in the vendor's words. */
  name: boundedCharacters(256, 'errors.targetChoose'),
  amountMinor: z.int({ error: 'errors.order.noAmount' }).min(0, 'errors.order.paysBack'),
  currency: z.string({ error: 'errors.order.noAmount' }).regex(/^[A-Z]{3}$/, 'errors.order.noAmount'),
  /** The login name of whoever ordered it; absent where the cloud does not tell. */
  orderedBy: z.string().min(1).max(128).optional(),
  isOurs: flag(),
  payUntil: z.iso.datetime({ error: 'errors.targetChoose' }).optional(),
})
export type OrderTarget = z.output<typeof OrderTarget>

const Facts = z.object({
  amountMinor: z.number().optional().catch(undefined),
  currency: z.string().min(1).optional().catch(undefined),
  orderedBy: z.string().min(1).optional().catch(undefined),
  isOurs: z.boolean().catch(false),
  payUntil: z.string().optional().catch(undefined),
})

/** What a form about an order freezes of what the mirror knows. */
export const startOrder = ({ id, name, facts }: Target): Partial<Record<keyof OrderTarget, unknown>> => ({
  id,
  name,
  ...Facts.parse(facts),
})

/** The same problem for paying and cancelling: it is not the order that was reviewed. Undefined when it still is. */
export function orderProblem({ amountMinor, currency }: OrderTarget, now: OrderNow | undefined): string | undefined {
  if (!now || now.amountMinor === undefined) return 'errors.order.noAmount'
  if (now.currency !== currency) return 'errors.order.currencyChanged'
  const rose = { amountMinor: now.amountMinor, currency }
  return now.amountMinor > amountMinor ? withParams('errors.order.amountRose', rose) : undefined
}

/** The lines of a review that say which order it is. */
export const orderRows = (target: OrderTarget): SummaryRow[] => [
  { step: 'target', label: 'operations.order.order', value: target.name, detail: target.id },
  { step: 'target', label: 'operations.order.amount', words: withParams('operations.order.money', moneyOf(target)) },
  { step: 'target', label: 'operations.order.origin', words: originOf(target) },
  ...(target.payUntil === undefined
    ? []
    : [
        {
          step: 'target',
          label: 'operations.order.payUntil',
          words: withParams('operations.order.until', { until: minuteOf(target.payUntil) }),
        },
      ]),
]

export const moneyOf = ({ amountMinor, currency }: Pick<OrderTarget, 'amountMinor' | 'currency'>) => ({
  amountMinor,
  currency,
})

export const originOf = ({ isOurs, orderedBy }: Pick<OrderTarget, 'isOurs' | 'orderedBy'>): string =>
  isOurs
    ? 'operations.order.ours'
    : orderedBy === undefined
      ? 'operations.order.elsewhere'
      : withParams('operations.order.elsewhereBy', { by: orderedBy })

/** A moment to the minute, in UTC: a frozen review says the same to everybody. */
export const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ')
