import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { phoneServer, cloudOrder } from '../db/mirror-schema.ts'
import { orderLink, resourceLink } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { readableAccounts, selectOrders, toRow } from './list.ts'
import type { OrderDetail, OrderedServer, OrderLine } from './queries.ts'

export const OrderId = z.object({ orderId: z.string().max(64) })

/** One order with its lines and servers. Throws `not_found` where there is none that the person may see. */
export async function showOrder(ctx: Context, { orderId }: z.output<typeof OrderId>): Promise<OrderDetail> {
  const accounts = readableAccounts(ctx)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(cloudOrder.accountId, accounts)
  // Two projects of one customer see the same order: the account that asked for it is shown.
  const [found] = await selectOrders(ctx, and(eq(cloudOrder.orderId, orderId), isReadable))
    .orderBy(
      sql`${cloudOrder.accountId} is distinct from (select account_id from request r where r.id = ${cloudOrder.requestId})`,
    )
    .limit(1)
  if (!found) throw new AppError('not_found', 'errors.orderNotFound')
  const row = toRow(found)
  const raw = await loadRaw(ctx, row)
  return {
    ...row,
    lines: linesOf(raw),
    servers: await loadServers(ctx, row),
    seenAt: found.order.seenAt.toISOString(),
    raw: JSON.stringify(raw, null, 2),
  }
}

/** As the cloud told it: lists do without, it is most of an order's size. */
async function loadRaw(
  { db }: Context,
  { account, orderId }: Pick<OrderDetail, 'account' | 'orderId'>,
): Promise<unknown> {
  const [found] = await db
    .select({ raw: cloudOrder.raw })
    .from(cloudOrder)
    .where(and(eq(cloudOrder.accountId, account.id), eq(cloudOrder.orderId, orderId)))
  return found?.raw
}

async function loadServers(
  { db }: Context,
  row: Pick<OrderDetail, 'account' | 'orderId' | 'request'>,
): Promise<OrderedServer[]> {
  const linked = db
    .select({ id: resourceLink.resourceId })
    .from(resourceLink)
    .innerJoin(orderLink, eq(orderLink.requestId, resourceLink.requestId))
    .where(eq(orderLink.orderId, row.orderId))
  return await db
    .select({
      id: phoneServer.serverId,
      name: phoneServer.name,
      status: phoneServer.status,
      serverModel: phoneServer.serverModel,
      phones: sql<number>`jsonb_array_length(${phoneServer.phones})`,
    })
    .from(phoneServer)
    .where(
      and(
        eq(phoneServer.accountId, row.account.id),
        or(eq(phoneServer.orderId, row.orderId), inArray(phoneServer.serverId, linked)),
      ),
    )
    .orderBy(asc(phoneServer.name))
    .limit(500)
}

const number = z.number().nullable().catch(null)
const text = z.string().catch('')
const instant = z.iso.datetime().nullable().catch(null)

/** Line items as the billing service details them (billing.md §3.2); an order known from a list has none yet. */
const Stored = z.object({
  lines: z
    .array(
      z.object({
        id: text,
        productSpec: text,
        serviceType: text,
        quantity: number,
        periodType: number,
        periodCount: number,
        amountMinor: number,
        effectiveAt: instant,
        expiresAt: instant,
      }),
    )
    .catch([]),
})

function linesOf(raw: unknown): OrderLine[] {
  const { lines } = Stored.parse(raw)
  return lines.map(({ id, productSpec, serviceType, quantity, periodType, periodCount, ...rest }, index) => ({
    ...rest,
    id: id || String(index),
    product: productSpec,
    service: serviceType,
    count: quantity,
    period: periodType === null || periodCount === null ? null : { type: periodType, count: periodCount },
  }))
}
