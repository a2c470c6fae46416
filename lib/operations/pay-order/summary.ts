import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import type { Lookups } from '../lookups.ts'
import { minuteOf, moneyOf, orderRows, originOf } from '../order-target.ts'
import type { Input } from './contract.ts'

const key = (name: string): string => `pay-order.${name}`

/** What the account has, under this name; absent where the cloud does not tell. */
const balanceName = 'balance'

/** The account's money when it was asked for, for the reviewer: a balance has no place in the form. */
export async function namesOf({ target }: Input, lookups: Lookups): Promise<Names> {
  const [order] = await lookups.ordersNow(target.id)
  return order?.availableMinor === undefined ? {} : { [balanceName]: String(order.availableMinor) }
}

/** The review, line by line: which order, what is used to pay it, and what the account has. */
export function summarize({ target, means }: Input, names: Names): SummaryRow[] {
  const { coupons, discount } = means
  const { currency } = target
  return [
    ...orderRows(target),
    discount === undefined
      ? { step: 'means', label: key('discount'), words: key('noDiscount') }
      : {
          step: 'means',
          label: key('discount'),
          words:
            discount.deductionMinor === undefined
              ? key(`discountType.t${discount.type}`)
              : withParams(key('discountOf'), { amountMinor: discount.deductionMinor, currency, type: discount.type }),
          detail: discount.id,
        },
    coupons.length === 0
      ? { step: 'means', label: key('coupons'), words: key('noCoupons') }
      : {
          step: 'means',
          label: key('coupons'),
          words: withParams(key('couponsUsed'), { count: coupons.length }),
          list: coupons.map(({ id, name }) => ({ value: name === '' ? id : name, detail: id })),
        },
    ...balanceRows(names[balanceName], target),
  ]
}

function balanceRows(balance: string | undefined, { currency }: Input['target']): SummaryRow[] {
  const amountMinor = Number(balance)
  if (balance === undefined || !Number.isSafeInteger(amountMinor)) return []
  return [
    { step: 'means', label: key('balance'), words: withParams('operations.order.money', { amountMinor, currency }) },
  ]
}

/** What a reviewer must not overlook. */
export function warnings({ target, means }: Input): string[] {
  const { isOurs, payUntil } = target
  const hasRate = means.coupons.some(({ type }) => type === 300)
  return [
    ...(isOurs ? [] : [originOf(target), key('warning.elsewhere')]),
    ...(payUntil === undefined ? [] : [withParams(key('warning.until'), { until: minuteOf(payUntil) })]),
    ...(means.coupons.length > 0 ? [withParams(key('warning.coupons'), moneyOf(target))] : []),
    ...(hasRate ? [key('warning.rate')] : []),
  ]
}
