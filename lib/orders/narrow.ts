import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { orderClass } from '../db/class-schema.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import { anyKindOf, type ClassTest, everyOf, kindIn, kindNotIn } from '../db/class-test.ts'
import type { Range } from '../db/listing.ts'
import { timesWithin } from '../db/time-range.ts'
import { readAmounts, readTimes, tokensOf } from '../filter-tokens.ts'
import { expiringWithinHours } from './attention.ts'
import type { OrderFilter } from './filter.ts'
import { orderGroupNames, orderGroups, orderTypeWords, spentTypes } from './status.ts'

/** What a filter demands of a class of orders; undefined where any will do. */
export const classTest = (filter: OrderFilter): ClassTest | undefined =>
  everyOf([
    kindIn(orderClass.status, statusesOf(filter.status)),
    typeTest(filter.type),
    kindIn(orderClass.serviceTypeCode, tokensOf(filter.service)),
    kindIn(orderClass.region, tokensOf(filter.region)),
    kindIn(orderClass.currency, tokensOf(filter.currency)),
    kindIn(orderClass.isOurs, filter.origin === 'all' ? [] : [filter.origin === 'here']),
  ])

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

function typeTest(type: string): ClassTest | undefined {
  const chosen = tokensOf(type)
  const types = Object.entries(orderTypeWords).flatMap(([word, number]) => (chosen.includes(word) ? [number] : []))
  return anyKindOf([
    kindIn(orderClass.orderType, types),
    kindNotIn(orderClass.orderType, chosen.includes(spentTypes) ? [orderTypeWords.unsubscribe] : []),
  ])
}

/** Amounts that are not known lie below all others. */
const amountMin = -999_999_999_999_999

function amountsWithin(amount: string): Range[] {
  if (amount === '') return []
  const { min = amountMin, max } = readAmounts(amount)
  const until = max === undefined ? undefined : sql`${max + 1}::bigint`
  const about = { low: min, high: max ?? Infinity }
  return [{ by: cloudOrder.amountKey, from: sql`${min}::bigint`, until, about, likely: about, isSkewed: true }]
}

const isExpiring = and(
  eq(cloudOrder.status, orderGroups.unpaid[0]),
  sql`${cloudOrder.payUntilKey} between now() and now() + make_interval(hours => ${expiringWithinHours}::integer)`,
)

/** That somebody has to look at the order, in one of the ways of the token; no order fits two of these. */
export function attentionWhere(attention: string): SQL[] {
  const chosen = tokensOf(attention)
  const isAny = chosen.includes('any')
  const flags = chosen.filter((each) => each !== 'any' && each !== 'expiring')
  const flagged = isAny ? sql`${cloudOrder.attention} is not null` : oneOf(cloudOrder.attention, flags)
  const expires = isAny || chosen.includes('expiring')
  const unflagged = flagged ? sql`(${flagged}) is not true` : undefined
  const expiring = expires ? and(isExpiring, unflagged) : undefined
  return [flagged, expiring].filter((each) => each !== undefined)
}
