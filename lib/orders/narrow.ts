import { and, eq, inArray, isNotNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { orderClass } from '../db/class-schema.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import type { Range } from '../db/places.ts'
import { timesWithin } from '../db/time-range.ts'
import { readAmounts, readTimes, tokensOf } from '../filter-tokens.ts'
import { expiringWithinHours } from './attention.ts'
import type { OrderFilter } from './filter.ts'
import { orderGroupNames, orderGroups, orderTypeWords, spentTypes } from './status.ts'

/** What a filter demands of a class of orders; undefined where any will do. */
export function classWhere(filter: OrderFilter): SQL | undefined {
  return and(
    oneOf(orderClass.status, statusesOf(filter.status)),
    typeWhere(filter.type),
    oneOf(orderClass.serviceTypeCode, tokensOf(filter.service)),
    oneOf(orderClass.region, tokensOf(filter.region)),
    filter.origin === 'all' ? undefined : eq(orderClass.isOurs, filter.origin === 'here'),
  )
}

/** What a filter demands of an order beside its class. */
export const rangesOf = (filter: OrderFilter): Range[] => [
  ...amountsWithin(filter.amount),
  ...timesWithin(cloudOrder.orderedKey, readTimes(filter.ordered)),
  ...timesWithin(cloudOrder.paidKey, readTimes(filter.paid)),
]

const oneOf = (column: Parameters<typeof inArray>[0], values: readonly (string | number)[]): SQL | undefined =>
  values.length === 0 ? undefined : inArray(column, [...values])

const statusesOf = (status: string): number[] => {
  const chosen = tokensOf(status)
  return orderGroupNames.filter((name) => chosen.includes(name)).flatMap((name) => [...orderGroups[name]])
}

function typeWhere(type: string): SQL | undefined {
  const chosen = tokensOf(type)
  const types = Object.entries(orderTypeWords).flatMap(([word, number]) => (chosen.includes(word) ? [number] : []))
  return or(
    oneOf(orderClass.orderType, types),
    chosen.includes(spentTypes) ? ne(orderClass.orderType, orderTypeWords.unsubscribe) : undefined,
  )
}

/** Amounts that are not known lie below all others. */
const amountMin = -999_999_999_999_999

function amountsWithin(amount: string): Range[] {
  if (amount === '') return []
  const { min = amountMin, max } = readAmounts(amount)
  const until = max === undefined ? undefined : sql`${max + 1}::bigint`
  return [{ by: cloudOrder.amountKey, from: sql`${min}::bigint`, until }]
}

const isExpiring = and(
  eq(cloudOrder.status, orderGroups.unpaid[0]),
  sql`${cloudOrder.payUntilKey} between now() and now() + make_interval(hours => ${expiringWithinHours}::integer)`,
)

/** Whether somebody has to look at the order, in one of the ways of the token. */
export function attentionWhere(attention: string): { flagged: SQL | undefined; expiring: SQL | undefined } {
  const chosen = tokensOf(attention)
  const isAny = chosen.includes('any')
  return {
    flagged: isAny
      ? isNotNull(cloudOrder.attention)
      : oneOf(
          cloudOrder.attention,
          chosen.filter((each) => each !== 'expiring'),
        ),
    expiring: isAny || chosen.includes('expiring') ? isExpiring : undefined,
  }
}
