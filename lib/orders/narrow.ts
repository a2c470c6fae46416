import { and, eq, gte, ilike, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { containing } from '../db/keyset.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import { within } from '../db/time-range.ts'
import { readAmounts, readTimes, tokensOf } from '../filter-tokens.ts'
import { expiringWithinHours } from './attention.ts'
import type { OrderFilter } from './filter.ts'
import { orderGroupNames, orderGroups, orderTypeWords } from './status.ts'

/** The condition of a filter on `cloud_order`, within `accounts`. */
export function ordersWhere(accounts: string[], filter: OrderFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(cloudOrder.accountId, accounts),
    filter.q === '' ? undefined : ilike(cloudOrder.orderId, containing(filter.q)),
    oneOf(cloudOrder.status, statusesOf(filter.status)),
    oneOf(cloudOrder.orderType, typesOf(filter.type)),
    oneOf(cloudOrder.serviceTypeCode, tokensOf(filter.service)),
    oneOf(cloudOrder.region, tokensOf(filter.region)),
    askedByWhere(tokensOf(filter.person)),
    amountWhere(filter.amount),
    within(cloudOrder.orderedKey, readTimes(filter.ordered)),
    within(cloudOrder.paidKey, readTimes(filter.paid)),
    originWhere(filter.origin),
    attentionWhere(tokensOf(filter.attention)),
  )
}

const oneOf = (column: Parameters<typeof inArray>[0], values: readonly (string | number)[]): SQL | undefined =>
  values.length === 0 ? undefined : inArray(column, [...values])

const statusesOf = (status: string): number[] => {
  const chosen = tokensOf(status)
  return orderGroupNames.filter((name) => chosen.includes(name)).flatMap((name) => [...orderGroups[name]])
}

const typesOf = (type: string): number[] => {
  const chosen = tokensOf(type)
  return Object.entries(orderTypeWords).flatMap(([word, number]) => (chosen.includes(word) ? [number] : []))
}

const elsewhere = 'cloud:'

function askedByWhere(people: string[]): SQL | undefined {
  const users = people.filter((each) => each.startsWith(elsewhere)).map((each) => each.slice(elsewhere.length))
  const asked = people.filter((each) => !each.startsWith(elsewhere))
  return or(
    oneOf(cloudOrder.askedBy, asked),
    users.length === 0 ? undefined : and(isNull(cloudOrder.askedBy), inArray(cloudOrder.userName, users)),
  )
}

/** Amounts that are not known lie below all others. */
const amountMin = -999_999_999_999_999

function amountWhere(amount: string): SQL | undefined {
  if (amount === '') return undefined
  const { min = amountMin, max } = readAmounts(amount)
  return and(gte(cloudOrder.amountKey, min), max === undefined ? undefined : lte(cloudOrder.amountKey, max))
}

function originWhere(origin: OrderFilter['origin']): SQL | undefined {
  if (origin === 'all') return undefined
  return origin === 'here' ? isNotNull(cloudOrder.requestId) : isNull(cloudOrder.requestId)
}

const isExpiring = and(
  eq(cloudOrder.status, orderGroups.unpaid[0]),
  sql`${cloudOrder.payUntilKey} between now() and now() + make_interval(hours => ${expiringWithinHours}::integer)`,
)

function attentionWhere(chosen: string[]): SQL | undefined {
  const isAny = chosen.includes('any')
  return or(
    isAny
      ? isNotNull(cloudOrder.attention)
      : oneOf(
          cloudOrder.attention,
          chosen.filter((each) => each !== 'expiring'),
        ),
    isAny || chosen.includes('expiring') ? isExpiring : undefined,
  )
}
