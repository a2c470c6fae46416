import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { longestUsualMinutes } from '../jobs/usual-duration.ts'
import { type WorkerDeps, mover } from './deps.ts'

/** A cancelled or completed order that is open again for longer than this is no slip of a list that lags. */
const lagMs = 60_000
/** Older orders that nobody flagged in their time are not judged by what billing remembers of them. */
const judgedForMs = 30 * 24 * 3_600_000
/** From a signature until its order can have been made, and how far clocks may be apart. */
const signatureLifeMs = 20 * 60_000
const skewMs = 5 * 60_000

const Judged = z.array(z.object({ order_id: z.string(), attention: z.string().nullable() }))

/**
 * Says of each order that may have news whether somebody has to look at it, and why; takes it back when it is no longer so.
 * Each change is in the audit. Judges the orders `ids`, those that are flagged, and those whose time has come, once each knows
 * its request.
 *
 * - `lost`: ours, and the cloud knows it no longer.
 * - `changed`: it was settled, and now has another state or amount.
 * - `orphan`: it bears the name or the look of a call of ours (a mark: lib/requests/mark.ts; a trace: order-trace.ts), which
 *   nobody is looking for any more, and belongs to no request.
 * - `undelivered`: it is complete and brought less than was asked, for longer than such a delivery takes.
 */
export async function judgeOrders(
  deps: WorkerDeps,
  accountId: string,
  ids: readonly string[] = [],
): Promise<{ orderId: string; attention: string | null }[]> {
  const now = deps.clock.now()
  const before = (ms: number) => sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`
  const { kind, id } = mover(deps)
  await tellRequests(deps, accountId)
  const { rows } = await deps.db.execute(sql`
    with stray as (${strayAttempts(accountId, before(judgedForMs))}),
    candidate as (
      select order_id from cloud_order where account_id = ${accountId} and order_id = any(${sql.param(ids)}::text[])
      union select order_id from cloud_order where account_id = ${accountId} and attention is not null
      union select order_id from cloud_order
        where account_id = ${accountId} and status not in (4, 5) and settled_status is not null
      union select order_id from cloud_order
        where account_id = ${accountId} and status = 5 and delivered_count < asked_count and ordered_at > ${before(judgedForMs)}
      union select o.order_id from stray s join cloud_order o on o.account_id = ${accountId}
        and o.ordered_at between s.not_before and s.not_after and o.request_id is null
    ),
    judged as (
      select o.order_id, o.attention as was, case
        when o.missing_since is not null and o.request_id is not null then 'lost'
        when o.settled_status is not null and (
            o.amount_minor is distinct from o.settled_minor
            or o.status in (4, 5) and o.status <> o.settled_status
            or o.status not in (4, 5) and o.changed_at < ${before(lagMs)}
          ) then 'changed'
        when o.request_id is null and (${isNamedAsOurs} or ${looksAsOurs}) then 'orphan'
        when o.status = 5 and o.delivered_count < o.asked_count
          and coalesce(o.paid_at, o.ordered_at) < ${before(longestUsualMinutes * 60_000)}
          and (o.ordered_at > ${before(judgedForMs)} or o.attention = 'undelivered') then 'undelivered'
        end as attention
      from cloud_order o where o.account_id = ${accountId} and o.order_id in (select order_id from candidate)
    ),
    flagged as (
      update cloud_order o set attention = j.attention from judged j
      where o.account_id = ${accountId} and o.order_id = j.order_id and o.attention is distinct from j.attention
      returning o.order_id, o.request_id, j.was, o.attention
    ),
    recorded as (
      insert into audit (actor_kind, actor_id, event, account_id, was, became, detail)
      select ${kind}, ${id}, case when attention is null then 'order.cleared' else 'order.flagged' end, ${accountId}::uuid,
        was, attention, jsonb_build_object('orderId', order_id, 'requestId', request_id) from flagged
    )
    select order_id, attention from flagged order by order_id`)
  return Judged.parse(rows).map(({ order_id: orderId, attention }) => ({ orderId, attention }))
}

/**
 * An order and its link that are written in the same instant do not see each other (0015_account_orders.sql), as when a restored
 * database finds both at once: such an order would stay one that nobody asked for.
 */
async function tellRequests({ db }: WorkerDeps, accountId: string): Promise<void> {
  await db.execute(sql`
    update cloud_order o set request_id = l.request_id, asked_by = r.created_by, changed_at = clock_timestamp()
    from order_link l join request r on r.id = l.request_id
    where r.account_id = ${accountId} and l.linked_at > clock_timestamp() - interval '1 day'
      and o.account_id = r.account_id and o.order_id = l.order_id and o.request_id is null`)
}

/** Calls of this customer that nobody looks for any more and that have no order, with when one can have been made. */
const strayAttempts = (accountId: string, since: ReturnType<typeof sql>) => sql`
  select a.name, a.order_trace, a.signed_at - ${skewMs} * interval '1 millisecond' as not_before,
    a.signed_at + ${signatureLifeMs} * interval '1 millisecond' as not_after
  from attempt a
  join cloud_account theirs on theirs.id = a.account_id
  join cloud_account ours on ours.domain_id = theirs.domain_id and ours.id = ${accountId}
  where a.state not in ('sending', 'unknown') and a.signed_at > ${since}
    and not exists (select from order_link l where l.request_id = a.request_id)`

/** Eight of base32 at the end, before the number that the cloud gives to each of several. */
const mark = '-([a-z2-7]{8})(-[0-9]{1,4})?$'

/**
 * What it delivered is named as one of our calls. A call that this database has forgotten is known by its mark alone; a mark
 * without a digit could be a word, and counts only for whoever else buys for us.
 */
const isNamedAsOurs = sql`(o.order_type = 1 and exists (
  select from cloud_order_resource r
  where r.account_id = o.account_id and r.order_id = o.order_id and r.name ~ ${mark}
    and not exists (
      select from attempt a where a.state in ('sending', 'unknown') and r.name in (a.name, a.name || substring(r.name from '-[0-9]{1,4}$'))
    )
    and (
      substring(r.name from ${mark}) ~ '[2-7]'
      or exists (select from stray s where r.name in (s.name, s.name || substring(r.name from '-[0-9]{1,4}$')))
      or o.user_name <> '' and exists (
        select from cloud_order known
        where known.account_id = o.account_id and known.request_id is not null and known.user_name = o.user_name
      )
    )
))`

/** It is of the kind, service and amount of one of our calls, made when that call can have arrived. */
const looksAsOurs = sql`exists (
  select from stray s
  where o.ordered_at between s.not_before and s.not_after
    and split_part(s.order_trace, '|', 2) = o.order_type::text
    and o.service_type_code like '%' || split_part(s.order_trace, '|', 3) || '%'
    and split_part(s.order_trace, '|', 4) in (o.amount_minor || ' ' || o.currency, 'no price')
)`
