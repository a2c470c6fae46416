import { inArray, sql } from 'drizzle-orm'
import type { Cloud } from '../cloud/cloud.ts'
import { type Order, type OrderDetail, showOrder } from '../cloud/services/bss-orders.ts'
import { orderResources } from '../cloud/services/bss-resources.ts'
import type { Database } from '../db/client.ts'
import { candidateDecision } from '../db/desk-schema.ts'
import { orderLink, request } from '../db/schema.ts'
import type { Effect } from '../operations/kit.ts'
import type { Check, Fit } from '../requests/candidate.ts'
import type { RequestDocument } from '../requests/document.ts'
import { traceOf } from './effects/trace.ts'

/** A call whose answer was lost, with what is needed to tell its order from others. */
export type Sought = {
  effect: Effect
  hasOrder: boolean
  document: RequestDocument
  requestId: string
  signedAt: Date
  /** The last moment at which it can have been signed, where that is not known. */
  signedUntil?: Date
  /** How long after that its order may still be made and listed, in milliseconds. */
  horizonMs: number
  now: Date
}

/** An order beside what was asked for. `detail`: it was read itself, and not only in a list. */
export type Weighed = { order: Order; detail: OrderDetail | undefined; fit: Fit; checks: Check[] }

const beforeMs = 5 * 60_000

/** When its order can have been made: later ones are none of it, since its signature had died. */
export const windowOf = ({ signedAt, signedUntil = signedAt, horizonMs, now }: Sought) => ({
  createdFrom: new Date(signedAt.getTime() - beforeMs),
  createdUntil: new Date(Math.min(now.getTime(), signedUntil.getTime() + horizonMs) + beforeMs),
})

/** To whom orders belong already: the number of another request, or `null` where a person said they are not this one's. */
export type Taken = ReadonlyMap<string, number | null>

export async function takenOrders(db: Database, orderIds: readonly string[], requestId: string): Promise<Taken> {
  if (orderIds.length === 0) return new Map()
  const [disowned, linked] = await Promise.all([
    db
      .select({ id: candidateDecision.orderId })
      .from(candidateDecision)
      .where(
        sql`${candidateDecision.requestId} = ${requestId} and ${candidateDecision.decision} = 'disown' and ${inArray(candidateDecision.orderId, [...orderIds])}`,
      ),
    db
      .select({ id: orderLink.orderId, number: request.number })
      .from(orderLink)
      .innerJoin(request, sql`${request.id} = ${orderLink.requestId}`)
      .where(sql`${inArray(orderLink.orderId, [...orderIds])} and ${orderLink.requestId} <> ${requestId}`),
  ])
  return new Map<string, number | null>([
    ...disowned.map(({ id }) => [id, null] as const),
    ...linked.map(({ id, number }) => [id, number] as const),
  ])
}

/**
 * Compares an order with what was asked for. A purchase is told by its price and quantity; a change by its price, and by
 * its resource as soon as billing names one, which it does not of an unpaid one. `perhaps`: ours may look like this too.
 * Throws CloudError.
 */
export async function weigh(
  reads: Cloud,
  sought: Sought,
  given: { order: Order; detail?: OrderDetail; taken: Taken },
): Promise<Weighed> {
  const { order, taken } = given
  const plain = [ownerCheck(order, taken), ...plainChecks(sought, order, given.detail !== undefined)]
  const isPrice = sought.document.price !== null && order.amountMinor === sought.document.price.amountMinor
  const price: Check = { what: 'price', holds: isPrice }
  if (plain.some(({ holds }) => holds === false))
    return { order, detail: given.detail, fit: 'no', checks: [...plain, price] }
  const { count, resourceIds } = traceOf(sought.effect)
  if (count !== undefined) {
    // A call that was long on its way costs what things cost when it arrived: such an order is not looked into here.
    const detail = given.detail ?? (isPrice ? await showOrder(reads, order.id) : undefined)
    const isCount = detail === undefined ? null : detail.lines.some((line) => line.quantity === count)
    const checks: Check[] = [...plain, price, { what: 'count', holds: isCount, note: String(count) }]
    return { order, detail, fit: isPrice && isCount === true ? 'yes' : 'perhaps', checks }
  }
  const named = await orderResources(reads, order.id)
  const isResource = named.length === 0 ? null : named.some(({ id }) => resourceIds.includes(id))
  const note = named.map(({ id }) => id).join(', ')
  const checks: Check[] = [...plain, price, { what: 'resource', holds: isResource, note }]
  return { order, detail: given.detail, fit: isResource === false ? 'no' : isPrice ? 'yes' : 'perhaps', checks }
}

function ownerCheck({ id }: Order, taken: Taken): Check {
  const owner = taken.get(id)
  if (owner === null) return { what: 'disowned', holds: false }
  return { what: 'free', holds: owner === undefined, ...(owner !== undefined && { note: String(owner) }) }
}

/** What an order that is ours cannot differ in. A list was asked for this kind and this time alone. */
function plainChecks(sought: Sought, { kind, serviceType, createdAt }: Order, isReadItself: boolean): Check[] {
  const { orderKind, service } = traceOf(sought.effect)
  const { createdFrom, createdUntil } = windowOf(sought)
  const isInTime = createdAt === undefined ? null : createdAt >= createdFrom && createdAt <= createdUntil
  return [
    { what: 'kind', holds: !isReadItself || (kind === undefined ? null : kind === orderKind) },
    { what: 'service', holds: serviceType === undefined ? null : serviceType.includes(service) },
    { what: 'time', holds: !isReadItself || isInTime },
  ]
}
