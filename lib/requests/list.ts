import { and, eq, exists, ilike, inArray, ne, not, or, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import type { Queryable } from '../db/client.ts'
import { containing, countRows, cutPage, keyOf, keyset, newestFirst } from '../db/keyset.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount, orderLink, person, request, requestVersion, resourceLink } from '../db/schema.ts'
import { titleOf } from '../operations/capabilities.ts'
import { countMax, type RowsPage, type SizedWindow } from '../page.ts'
import { readDocument, type RequestDocument } from './document.ts'
import { readInput } from './input-face.ts'
import { parseState } from './machine.ts'
import type { RequestFilter } from './filter.ts'
import type { RequestRow } from './queries.ts'
import { requestGroups, stuckAfterMin } from './state-groups.ts'
import { waitingAges, type WaitingAge } from './waiting-age.ts'

const listOrder = newestFirst(request.createdAt, request.id)

/** The requests that the person may read and the filter lets through, newest first. */
export async function listRequests(ctx: Context, filter: RequestFilter & SizedWindow): Promise<RowsPage<RequestRow>> {
  const where = requestsWhere(ctx, filter)
  const part = keyset(listOrder, filter)
  const [found, total] = await Promise.all([
    selectRequests(ctx, and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
    filter.counted ?? countRequests(ctx, filter),
  ])
  return {
    ...cutPage(found.map(toRow), filter),
    total,
    asOf: { at: ctx.clock.now().toISOString(), failedAt: null, failure: null },
  }
}

/** How many requests `listRequests` would list in all. */
export const countRequests = (ctx: Context, filter: Omit<RequestFilter, 'after' | 'before'>) =>
  countRows(ctx.db, sql`select 1 from ${request} where ${requestsWhere(ctx, filter)} limit ${countMax + 1}`)

/** The condition of a filter, narrowed to what the person may read. */
export function requestsWhere(ctx: Context, filter: Omit<RequestFilter, 'after' | 'before'>): SQL | undefined {
  const readable = accountsWith(ctx.actor, 'request:read')
  const accounts = filter.account === undefined ? readable : readable.filter((id) => id === filter.account)
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(request.accountId, accounts),
    filter.group === 'all' ? undefined : inArray(request.state, [...requestGroups[filter.group]]),
    filter.group === 'stuck' ? isStuck() : undefined,
    filter.whose === 'mine' ? eq(request.createdBy, ctx.actor.personId) : undefined,
    filter.whose === 'for_me' ? waitsFor(ctx) : undefined,
    filter.age === 'all' ? undefined : isOfAge(filter.age),
    filter.q === '' ? undefined : matches(ctx, filter.q),
  )
}

function isOfAge(age: WaitingAge): SQL {
  const { from, to } = waitingAges[age]
  const before = (hours: number) => sql`clock_timestamp() - make_interval(hours => ${hours}::integer)`
  const isOld = sql`${request.createdAt} <= ${before(from)}`
  return to === undefined ? isOld : sql`(${isOld} and ${request.createdAt} > ${before(to)})`
}

/** What the person may decide now: waiting, on an account they review, and neither asked for nor edited by them. */
function waitsFor({ db, actor }: Context): SQL | undefined {
  const reviewed = accountsWith(actor, 'request:approve')
  if (reviewed.length === 0) return sql`false`
  const edited = db
    .select({ one: sql`1` })
    .from(requestVersion)
    .where(and(eq(requestVersion.requestId, request.id), eq(requestVersion.createdBy, actor.personId)))
  return and(
    eq(request.state, 'awaiting_approval'),
    inArray(request.accountId, reviewed),
    ne(request.createdBy, actor.personId),
    not(exists(edited)),
    sql`${request.expiresAt} > clock_timestamp()`,
  )
}

const isStuck = (): SQL | undefined =>
  or(
    ...Object.entries(stuckAfterMin).map(
      ([state, minutes]) =>
        sql`(${request.state} = ${state} and ${request.changedAt} < clock_timestamp() - make_interval(mins => ${minutes}::int))`,
    ),
  )

function matches({ db }: Context, q: string): SQL | undefined {
  const number = /^#?(\d{1,12})$/.exec(q)?.[1]
  const linked = db
    .select({ one: sql`1` })
    .from(orderLink)
    .where(and(eq(orderLink.requestId, request.id), ilike(orderLink.orderId, containing(q))))
  return or(
    number === undefined ? undefined : eq(request.number, Number(number)),
    /^[0-9a-f-]{36}$/i.test(q) ? sql`${request.id}::text = ${q.toLowerCase()}` : undefined,
    ilike(request.title, containing(q)),
    exists(linked),
  )
}

/** Rows as lists show them; the caller narrows. */
export const selectRequests = ({ db }: Pick<Context, 'db'>, where: SQL | undefined) =>
  db
    .select({
      key: keyOf(listOrder),
      request,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      requestedBy: { id: person.id, name: person.name },
      orderId: orderLink.orderId,
      delivered: sql<number>`(${deliveredCount(db)})`,
      document: requestVersion.document,
    })
    .from(request)
    .innerJoin(cloudAccount, eq(cloudAccount.id, request.accountId))
    .innerJoin(person, eq(person.id, request.createdBy))
    .leftJoin(
      requestVersion,
      and(eq(requestVersion.requestId, request.id), eq(requestVersion.version, request.version)),
    )
    .leftJoin(orderLink, eq(orderLink.requestId, request.id))
    .where(where)
    .$dynamic()

/** How many of a request's resources have arrived: servers that are normal, frozen or stopped (cph.md §6.3). */
const deliveredCount = (db: Queryable) =>
  db
    .select({ count: sql`count(*)::int` })
    .from(resourceLink)
    .innerJoin(
      phoneServer,
      and(eq(phoneServer.serverId, resourceLink.resourceId), eq(phoneServer.accountId, request.accountId)),
    )
    .where(
      and(
        eq(resourceLink.requestId, request.id),
        inArray(phoneServer.status, [5, 8, 10]),
        // What is acted on was there before: it counts when the change is done.
        sql`(not ${resourceLink.isActedOn} or ${request.deliveryState} = 'delivered')`,
      ),
    )

type Found = Awaited<ReturnType<typeof selectRequests>>[number]

/** A row as lists show it. One whose content cannot be read is shown with what is known without it. */
export function toRow({ request: it, document, ...row }: Found): RequestRow {
  const content = readDocument(document)
  return {
    ...row,
    id: it.id,
    number: it.number,
    operation: it.operation,
    operationTitle: titleOf(it.operation),
    title: it.title,
    state: parseState(it.state),
    isReadable: content !== undefined,
    amountMinor: it.amountMinor,
    currency: it.currency,
    charge: chargeOf(it, content),
    expected: content?.expected ?? null,
    createdAt: it.createdAt.toISOString(),
    changedAt: it.changedAt.toISOString(),
    expiresAt: it.expiresAt.toISOString(),
  }
}

function chargeOf(
  { operation, amountMinor }: Pick<Found['request'], 'operation' | 'amountMinor'>,
  content: RequestDocument | undefined,
): RequestRow['charge'] {
  if (amountMinor !== null) return 'amount'
  if (content?.usage) return 'usage'
  return readInput(operation, content?.input).isFree ? 'free' : 'unpriced'
}
