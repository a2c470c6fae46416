import { and, eq, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { countRows, cutPage, keyOf, keyset, type Order } from '../db/keyset.ts'
import { cloudOrder, cloudOrderLine, cloudOrderResource } from '../db/mirror-schema.ts'
import { cloudAccount, person, request } from '../db/schema.ts'
import { tokensOf } from '../filter-tokens.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import { countMax, type RowsPage } from '../page.ts'
import { parseState } from '../requests/machine.ts'
import type { OrderFilter, OrderSort } from './filter.ts'
import { ordersWhere } from './narrow.ts'
import type { OrderRow } from './queries.ts'

const id = cloudOrder.orderId

/** Orders without a time come first when the newest do, those never paid after all that were. */
const sorts: Record<OrderSort, Order> = {
  '-ordered': { by: cloudOrder.orderedKey, id, holds: 'moment', unknown: 'infinity', descends: true },
  ordered: { by: cloudOrder.orderedKey, id, holds: 'moment', unknown: 'infinity', descends: false },
  '-amount': { by: cloudOrder.amountKey, id, holds: 'number', descends: true },
  amount: { by: cloudOrder.amountKey, id, holds: 'number', descends: false },
  '-paid': { by: cloudOrder.paidKey, id, holds: 'moment', unknown: '-infinity', descends: true },
  pay_until: { by: cloudOrder.payUntilKey, id, holds: 'moment', unknown: 'infinity', descends: false },
}

/** The orders of the accounts the person may read, those bought elsewhere included, newest first unless sorted otherwise. */
export async function listOrders(ctx: Context, filter: OrderFilter): Promise<RowsPage<OrderRow>> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = ordersWhere(accounts, filter)
  const order = sorts[filter.sort]
  const part = keyset(order, filter)
  const [found, total, asOf] = await Promise.all([
    selectOrders(ctx, and(where, part.where), order)
      .orderBy(...part.orderBy)
      .limit(part.limit),
    countRows(ctx.db, sql`select 1 from ${cloudOrder} where ${where} limit ${countMax + 1}`),
    freshnessOf(ctx.db, 'orders', accounts),
  ])
  return { ...cutPage(found.map(toRow), filter), total, asOf }
}

/** The accounts whose orders the person may read; only those of `account`, a token, where it names any. */
export function readableAccounts({ actor }: Pick<Context, 'actor'>, account = ''): string[] {
  const readable = accountsWith(actor, 'order:read')
  const asked = tokensOf(account)
  return asked.length === 0 ? readable : readable.filter((each) => asked.includes(each))
}

const ofOrder = (table: typeof cloudOrderLine | typeof cloudOrderResource): SQL =>
  sql`${table} t where t.account_id = ${cloudOrder.accountId} and t.order_id = ${cloudOrder.orderId}`

/** Orders as lists show them; the caller narrows. */
export const selectOrders = ({ db }: Pick<Context, 'db'>, where: SQL | undefined, order: Order = sorts['-ordered']) =>
  db
    .select({
      key: keyOf(order),
      order: cloudOrder,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      request: { id: request.id, number: request.number, title: request.title, state: request.state },
      askedBy: { id: person.id, name: person.name },
      product: sql<string | null>`(select product_spec from ${ofOrder(cloudOrderLine)} order by line_id limit 1)`,
      lineCount: sql<number>`(select count(*)::integer from ${ofOrder(cloudOrderLine)})`,
      resourceCount: sql<number>`(select count(*)::integer from ${ofOrder(cloudOrderResource)})`,
    })
    .from(cloudOrder)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudOrder.accountId))
    .leftJoin(request, eq(request.id, cloudOrder.requestId))
    .leftJoin(person, eq(person.id, cloudOrder.askedBy))
    .where(where)
    .$dynamic()

type Found = Awaited<ReturnType<typeof selectOrders>>[number]

export const toRow = ({ order: it, request: linked, product, ...rest }: Found): OrderRow => ({
  ...rest,
  orderId: it.orderId,
  status: it.status,
  orderType: it.orderType,
  serviceTypeCode: it.serviceTypeCode,
  serviceTypeName: it.serviceTypeName,
  region: it.region,
  amountMinor: it.amountMinor,
  officialMinor: it.officialMinor,
  refundedMinor: it.refundedMinor,
  currency: it.currency,
  userName: it.userName,
  orderedAt: it.orderedAt?.toISOString() ?? null,
  paidAt: it.paidAt?.toISOString() ?? null,
  payUntil: it.payUntil?.toISOString() ?? null,
  attention: it.attention,
  product: product ?? '',
  request: linked && { id: linked.id, number: linked.number, title: linked.title, state: parseState(linked.state) },
})
