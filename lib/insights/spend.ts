import { and, gte, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { orderTally } from '../db/tally-schema.ts'
import { oneOfEachCustomer } from './customers.ts'
import type { Period } from './periods.ts'
import type { Spend } from './queries.ts'

/** Services that are drawn apart; the others are drawn as one. */
const servicesMax = 5

type Paid = {
  day: string
  code: string
  name: string
  currency: string
  minor: number
  orders: number
}

/** What was paid over `accounts` in `periods` (the oldest first), once for each customer, the currency with most orders first. */
export async function readSpend(db: Queryable, accounts: string[], periods: Period[]): Promise<Spend[]> {
  const paid = await paidSince(db, await oneOfEachCustomer(db, accounts), periods[0]?.from ?? '')
  const currencies = Map.groupBy(paid, ({ currency }) => currency)
  return [...currencies]
    .map(([currency, rows]) => drawSpend(currency, rows, periods))
    .toSorted((one, other) => other.orders - one.orders)
}

/** What was paid in one currency, laid out. */
function drawSpend(currency: string, rows: Paid[], periods: Period[]): Spend {
  const services = servicesOf(rows)
  const placeOf = new Map(services.map(({ code }, index) => [code, index]))
  const drawn = periods.map((period) => {
    const within = rows.filter(({ day }) => period.from <= day && day <= period.to)
    const minor = services.map(() => 0)
    for (const row of within) {
      const place = placeOf.get(row.code) ?? services.length - 1
      minor[place] = (minor[place] ?? 0) + row.minor
    }
    return { ...period, totalMinor: sum(within, 'minor'), orders: sum(within, 'orders'), minor }
  })
  return {
    currency,
    totalMinor: sum(rows, 'minor'),
    orders: sum(rows, 'orders'),
    services,
    periods: drawn,
  }
}

const sum = (rows: Paid[], of: 'minor' | 'orders'): number => rows.reduce((total, row) => total + row[of], 0)

function servicesOf(rows: Paid[]): Spend['services'] {
  const all = [...Map.groupBy(rows, ({ code }) => code)]
    .map(([code, paid]) => ({
      code,
      name: paid.find(({ name }) => name !== '')?.name ?? code,
      totalMinor: sum(paid, 'minor'),
      codes: [code],
    }))
    .toSorted((one, other) => other.totalMinor - one.totalMinor)
  if (all.length <= servicesMax) return all
  const rest = all.slice(servicesMax)
  const totalMinor = rest.reduce((total, service) => total + service.totalMinor, 0)
  return [...all.slice(0, servicesMax), { code: '', name: '', totalMinor, codes: rest.map(({ code }) => code) }]
}

async function paidSince(db: Queryable, accounts: string[], from: string): Promise<Paid[]> {
  if (accounts.length === 0) return []
  return await db
    .select({
      day: sql<string>`${orderTally.paidOn}::text`,
      code: orderTally.serviceTypeCode,
      name: sql<string>`max(${orderTally.serviceTypeName})`,
      currency: orderTally.currency,
      minor: sql`sum(${orderTally.spentMinor})`.mapWith(Number),
      orders: sql`sum(${orderTally.spentOrders})`.mapWith(Number),
    })
    .from(orderTally)
    .where(and(inArray(orderTally.accountId, accounts), gte(orderTally.paidOn, from)))
    .groupBy(orderTally.paidOn, orderTally.serviceTypeCode, orderTally.currency)
    .having(sql`sum(${orderTally.spentOrders}) > 0`)
}
