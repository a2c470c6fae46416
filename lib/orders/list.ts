import { eq, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { cutPage, keyOf, type Order } from '../db/keyset.ts'
import { cloudOrder, cloudOrderLine, cloudOrderResource } from '../db/mirror-schema.ts'
import { countOf, pageOf, type Place } from '../db/places.ts'
import { cloudAccount, person, request } from '../db/schema.ts'
import { tokensOf } from '../filter-tokens.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import type { SizedWindow, Total, UncountedPage } from '../page.ts'
import { parseState } from '../requests/machine.ts'
import type { OrderFilter, OrderSort } from './filter.ts'
import { orderListing, wantedOrders } from './places.ts'
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

/**
 * The orders of the accounts the person may read, those bought elsewhere included, newest first unless sorted otherwise. How many there
 * are is told where the page knows; else `countOrders` tells.
 */
export async function listOrders(ctx: Context, filter: OrderFilter & SizedWindow): Promise<UncountedPage<OrderRow>> {
  const accounts = readableAccounts(ctx, filter.account)
  const [{ rows, total }, asOf] = await Promise.all([
    readPage(ctx, accounts, filter),
    freshnessOf(ctx.db, 'orders', accounts),
  ])
  return { ...cutPage(rows, filter), total, asOf }
}

/** How many orders of the accounts the person may read the filter lets through. */
export async function countOrders(ctx: Context, filter: OrderFilter): Promise<Total> {
  const accounts = readableAccounts(ctx, filter.account)
  if (accounts.length === 0) return { count: 0, isExact: true }
  return await countOf(ctx.db, orderListing, await wantedOrders(ctx.db, accounts, filter))
}

async function readPage(ctx: Context, accounts: string[], filter: OrderFilter & SizedWindow) {
  if (accounts.length === 0) return { rows: [], total: { count: 0, isExact: true } }
  const order = sorts[filter.sort]
  const wanted = await wantedOrders(ctx.db, accounts, filter)
  return await pageOf(ctx.db, orderListing, wanted, {
    order,
    window: filter,
    read: async (places) => await readOrders(ctx, places, order),
  })
}

/** The orders of these places, in their order. */
async function readOrders(ctx: Context, places: Place[], order: Order): Promise<OrderRow[]> {
  const found = await readOrderRows(
    ctx,
    places.map((row) => ({ account: row['account_id'], orderId: row['order_id'] })),
    order,
  )
  const nth = new Map(places.map((row, index) => [`${row['account_id']} ${row['order_id']}`, index]))
  const at = ({ account, orderId }: OrderRow) => nth.get(`${account.id} ${orderId}`) ?? 0
  return found.toSorted((a, b) => at(a) - at(b))
}

/** These orders as lists show them, whoever asks, in no order; keys are of `order`. */
export async function readOrderRows(
  ctx: Pick<Context, 'db'>,
  those: readonly { account: unknown; orderId: unknown }[],
  order?: Order,
): Promise<OrderRow[]> {
  if (those.length === 0) return []
  const [accounts, ids] = [those.map(({ account }) => account), those.map(({ orderId }) => orderId)]
  const found = await selectOrders(
    ctx,
    sql`(${cloudOrder.accountId}, ${cloudOrder.orderId}) in (
      select * from unnest(${sql.param(accounts)}::uuid[], ${sql.param(ids)}::text[]))`,
    order,
  )
  return found.map(toRow)
}

/** The accounts whose orders the person may read; only those of `account`, a token, where it names any. */
export function readableAccounts({ actor }: Pick<Context, 'actor'>, account = ''): string[] {
  const readable = accountsWith(actor, 'order:read')
  const asked = tokensOf(account)
  return asked.length === 0 ? readable : readable.filter((each) => asked.includes(each))
}

const ofOrder = (table: typeof cloudOrderLine | typeof cloudOrderResource): SQL =>
  sql`${table} t where t.account_id = ${cloudOrder.accountId} and t.order_id = ${cloudOrder.orderId}`

/** What lists and the page of one order show, without the cloud's own words, which are most of an order. */
const shown = {
  accountId: cloudOrder.accountId,
  orderId: cloudOrder.orderId,
  status: cloudOrder.status,
  orderType: cloudOrder.orderType,
  serviceTypeCode: cloudOrder.serviceTypeCode,
  serviceTypeName: cloudOrder.serviceTypeName,
  region: cloudOrder.region,
  amountMinor: cloudOrder.amountMinor,
  officialMinor: cloudOrder.officialMinor,
  refundedMinor: cloudOrder.refundedMinor,
  currency: cloudOrder.currency,
  userName: cloudOrder.userName,
  orderedAt: cloudOrder.orderedAt,
  paidAt: cloudOrder.paidAt,
  payUntil: cloudOrder.payUntil,
  attention: cloudOrder.attention,
  requestId: cloudOrder.requestId,
  linesAt: cloudOrder.linesAt,
  changedAt: cloudOrder.changedAt,
  seenAt: cloudOrder.seenAt,
}

/** Orders as lists show them; the caller narrows. */
export const selectOrders = ({ db }: Pick<Context, 'db'>, where: SQL | undefined, order: Order = sorts['-ordered']) =>
  db
    .select({
      key: keyOf(order),
      order: shown,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      request: { id: request.id, number: request.number, title: request.title, state: request.state },
      askedBy: { id: person.id, name: person.name },
      lines: sql<{ count: number; product: string | null }>`(select json_build_object('count', count(*),
        'product', (array_agg(product_spec order by t.service_type_code <> ${cloudOrder.serviceTypeCode}, line_id))[1])
        from ${ofOrder(cloudOrderLine)})`,
      resourceCount: sql<number>`(select count(*)::integer from ${ofOrder(cloudOrderResource)})`,
    })
    .from(cloudOrder)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudOrder.accountId))
    .leftJoin(request, eq(request.id, cloudOrder.requestId))
    .leftJoin(person, eq(person.id, cloudOrder.askedBy))
    .where(where)
    .$dynamic()

type Found = Awaited<ReturnType<typeof selectOrders>>[number]

export const toRow = ({ order: it, request: linked, lines, ...rest }: Found): OrderRow => ({
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
  product: lines.product ?? '',
  lineCount: lines.count,
  request: linked && { id: linked.id, number: linked.number, title: linked.title, state: parseState(linked.state) },
})
