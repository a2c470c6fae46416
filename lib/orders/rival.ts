import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { orderLink, orderTaken, request } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import { isEnd, requestStates } from '../requests/machine.ts'

const openStates = requestStates.filter((state) => !isEnd(state))
/** In these the request that made an order has called, or may have, what decides about it. */
const calling = ['paying', 'payment_not_known', 'cancelling'] as const

/** Why an order cannot be taken on, or paid, by `requestId` now; undefined when nobody else takes care of it. */
export async function rivalReason(
  { db }: { db: Database },
  orderId: string,
  requestId: string | undefined,
): Promise<string | undefined> {
  const isOther = requestId === undefined ? sql`true` : ne(request.id, requestId)
  const [taker] = await db
    .select({ number: request.number })
    .from(orderTaken)
    .innerJoin(request, eq(request.id, orderTaken.requestId))
    .where(and(eq(orderTaken.orderId, orderId), inArray(request.state, [...openStates]), isOther))
    .limit(1)
  if (taker) return withParams('reasons.orderTaken', taker)
  // Once an order is taken on, the request that made it waits, and must not be waited for.
  const isTaken = await isTakenBy(db, orderId, requestId)
  const atWork = isTaken ? calling : (['ordered', ...calling] as const)
  const [maker] = await db
    .select({ number: request.number })
    .from(orderLink)
    .innerJoin(request, eq(request.id, orderLink.requestId))
    .where(and(eq(orderLink.orderId, orderId), inArray(request.state, [...atWork]), isOther))
  return maker && withParams('reasons.orderTaken', maker)
}

async function isTakenBy(db: Database, orderId: string, requestId: string | undefined): Promise<boolean> {
  if (requestId === undefined) return false
  const [own] = await db
    .select({ id: orderTaken.requestId })
    .from(orderTaken)
    .where(and(eq(orderTaken.orderId, orderId), eq(orderTaken.requestId, requestId)))
  return own !== undefined
}
