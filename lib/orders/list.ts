import { and, eq, ilike, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyOf, keyset, newestFirst } from '../db/keyset.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import { cloudAccount, orderLink, request } from '../db/schema.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import { countMax, type RowsPage } from '../page.ts'
import { parseState } from '../requests/machine.ts'
import type { OrderFilter } from './filter.ts'
import { orderGroups, type OrderRow } from './queries.ts'

const listOrder = newestFirst(cloudOrder.orderedAt, cloudOrder.orderId)

/** The orders of the accounts the person may read, those bought elsewhere included, newest first. */
export async function listOrders(ctx: Context, filter: OrderFilter): Promise<RowsPage<OrderRow>> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = ordersWhere(accounts, filter)
  const part = keyset(listOrder, filter)
  const [found, total, asOf] = await Promise.all([
    selectOrders(ctx, and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
    countRows(ctx.db, countedOrders(where, filter)),
    freshnessOf(ctx.db, 'orders', accounts),
  ])
  return { ...cutPage(found.map(toRow), filter), total, asOf }
}

export const readableAccounts = ({ actor }: Pick<Context, 'actor'>, account: string | undefined): string[] => {
  const readable = accountsWith(actor, 'order:read')
  return account === undefined ? readable : readable.filter((id) => id === account)
}

/** The beginning of the vendor's billing month: its bills run by the clock of UTC+8. */
export const billingMonthStart = sql`(date_trunc('month', clock_timestamp() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`

const countedOrders = (where: SQL | undefined, { origin }: OrderFilter): SQL =>
  // The link is joined only where it is asked about: counting should touch one index.
  origin === 'all'
    ? sql`select 1 from ${cloudOrder} where ${where} limit ${countMax + 1}`
    : sql`select 1 from ${cloudOrder} left join ${orderLink} on ${orderLink.orderId} = ${cloudOrder.orderId} where ${where} limit ${countMax + 1}`

function ordersWhere(accounts: string[], { q, group, origin, paid }: OrderFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(cloudOrder.accountId, accounts),
    q === '' ? undefined : ilike(cloudOrder.orderId, containing(q)),
    group === 'all' ? undefined : inArray(cloudOrder.status, [...orderGroups[group]]),
    origin === 'here' ? isNotNull(orderLink.orderId) : undefined,
    origin === 'elsewhere' ? isNull(orderLink.orderId) : undefined,
    paid === 'this_month' ? sql`${cloudOrder.paidAt} >= ${billingMonthStart}` : undefined,
  )
}

/** Orders as lists show them; the caller narrows. */
export const selectOrders = ({ db }: Pick<Context, 'db'>, where: SQL | undefined) =>
  db
    .select({
      key: keyOf(listOrder),
      order: cloudOrder,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      request: { id: request.id, number: request.number, title: request.title, state: request.state },
    })
    .from(cloudOrder)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudOrder.accountId))
    .leftJoin(orderLink, eq(orderLink.orderId, cloudOrder.orderId))
    .leftJoin(request, eq(request.id, orderLink.requestId))
    .where(where)
    .$dynamic()

type Found = Awaited<ReturnType<typeof selectOrders>>[number]

export const toRow = ({ key, order: it, account, request: linked }: Found): OrderRow => ({
  key,
  orderId: it.orderId,
  account,
  status: it.status,
  orderType: it.orderType,
  serviceTypeCode: it.serviceTypeCode,
  serviceTypeName: it.serviceTypeName,
  amountMinor: it.amountMinor,
  officialMinor: it.officialMinor,
  currency: it.currency,
  userName: it.userName,
  orderedAt: it.orderedAt?.toISOString() ?? null,
  paidAt: it.paidAt?.toISOString() ?? null,
  payUntil: it.payUntil?.toISOString() ?? null,
  request: linked && { id: linked.id, number: linked.number, title: linked.title, state: parseState(linked.state) },
})
