import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Order, OrderDetail } from '../cloud/services/bss-orders.ts'
import { allPhones } from '../cloud/services/cph-phones.ts'
import { type PhoneServer, showServer } from '../cloud/services/cph-servers.ts'
import type { Database, Queryable } from '../db/client.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import type { WorkerDeps } from './deps.ts'

/** Writes what the cloud says of an order. The database announces it to watchers when something changed. */
export const mirrorOrder = (db: Queryable, accountId: string, order: Order | OrderDetail): Promise<void> =>
  mirrorOrders(db, accountId, [order])

/**
 * Writes a page of orders with one statement; rows that are as before are left alone and announced to nobody. Only the
 * detail knows who ordered and until when it may be paid: a list row leaves both as they are.
 *
 * @param askedAt by the database clock: a row that was written since then is newer than these orders, and stays
 */
export async function mirrorOrders(
  db: Queryable,
  accountId: string,
  orders: readonly (Order | OrderDetail)[],
  askedAt?: Date,
): Promise<void> {
  // Two looks at the same orders must not wait for each other crosswise.
  const rows = onePerId(orders).toSorted((a, b) => (a.order_id < b.order_id ? -1 : 1))
  await db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, service_type_code, service_type_name, amount_minor,
      official_minor, currency, ordered_at, paid_at, user_name, pay_until, raw, settled_status, settled_minor)
    select ${accountId}::uuid, order_id, status, order_type, service_type_code, service_type_name, amount_minor,
      official_minor, currency, ordered_at, paid_at, coalesce(user_name, ''), pay_until, raw,
      case when status in (4, 5) then status end, case when status in (4, 5) then amount_minor end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (order_id text, status integer, order_type integer,
      service_type_code text, service_type_name text, amount_minor bigint, official_minor bigint, currency text,
      ordered_at timestamptz, paid_at timestamptz, user_name text, pay_until timestamptz, raw jsonb)
    on conflict (account_id, order_id) do update set
      status = excluded.status, order_type = excluded.order_type, service_type_code = excluded.service_type_code,
      service_type_name = excluded.service_type_name, amount_minor = excluded.amount_minor,
      official_minor = excluded.official_minor, currency = excluded.currency, ordered_at = excluded.ordered_at,
      paid_at = excluded.paid_at, user_name = coalesce(nullif(excluded.user_name, ''), cloud_order.user_name),
      pay_until = coalesce(excluded.pay_until, cloud_order.pay_until), raw = cloud_order.raw || excluded.raw,
      settled_status = coalesce(cloud_order.settled_status, excluded.settled_status),
      settled_minor = coalesce(cloud_order.settled_minor, excluded.settled_minor),
      missing_since = null, seen_at = clock_timestamp(),
      changed_at = case when (cloud_order.status, cloud_order.amount_minor) is distinct from (excluded.status, excluded.amount_minor)
        then clock_timestamp() else cloud_order.changed_at end
    where (cloud_order.raw || excluded.raw is distinct from cloud_order.raw or cloud_order.missing_since is not null
        or cloud_order.seen_at < clock_timestamp() - interval '1 hour')
      and cloud_order.seen_at <= ${askedAt?.toISOString() ?? 'infinity'}::timestamptz`)
}

const onePerId = (orders: readonly (Order | OrderDetail)[]) => [
  ...new Map(orders.map((order) => [order.id, rowOf(order)])).values(),
]

const rowOf = (order: Order | OrderDetail) => ({
  order_id: order.id,
  status: order.status,
  order_type: order.kind ?? 0,
  service_type_code: order.serviceType ?? '',
  service_type_name: order.serviceName ?? '',
  amount_minor: order.amountMinor,
  official_minor: order.officialAmountMinor,
  currency: order.currency,
  ordered_at: order.createdAt,
  paid_at: order.paidAt,
  ...('userName' in order && { user_name: order.userName, pay_until: order.payUntil }),
  raw: order,
})

const settled = [5, 8, 10]

/** Mirrors the servers of a list: details and phones are asked for only where the list shows a change. */
export async function mirrorServers(
  deps: WorkerDeps,
  accountId: string,
  servers: readonly PhoneServer[],
): Promise<void> {
  for (const server of servers) {
    if (await isUnchanged(deps.db, accountId, server)) continue
    const reads = await deps.reads(accountId)
    const detail = await showServer(reads, server.id)
    const phones =
      settled.includes(server.status) || server.status === 4 ? await allPhones(reads, { serverId: server.id }) : []
    const values = {
      name: detail.name,
      status: detail.status,
      serverModel: detail.serverModel ?? '',
      phoneModel: detail.phoneModel ?? '',
      availabilityZone: detail.availabilityZone ?? '',
      orderId: detail.orderId ?? null,
      enterpriseProjectId: detail.enterpriseProjectId ?? '0',
      createdInCloudAt: detail.createdAt ?? null,
      // The list's own time: by it the next list is compared.
      raw: { ...detail, updatedAt: server.updatedAt },
      phones,
      goneAt: null,
    }
    await deps.db
      .insert(phoneServer)
      .values({ accountId, serverId: server.id, ...values })
      .onConflictDoUpdate({
        target: [phoneServer.accountId, phoneServer.serverId],
        set: { ...values, changedAt: sql`clock_timestamp()`, seenAt: sql`clock_timestamp()` },
      })
  }
}

/** True when the row has the list's status and name, and its phones have settled too. */
async function isUnchanged(db: Database, accountId: string, server: PhoneServer): Promise<boolean> {
  const rows = await db
    .update(phoneServer)
    .set({ seenAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(phoneServer.accountId, accountId),
        eq(phoneServer.serverId, server.id),
        eq(phoneServer.status, server.status),
        eq(phoneServer.name, server.name),
        eq(phoneServer.phoneModel, server.phoneModel ?? ''),
        // New hardware has new phones and may show nothing else than this.
        sql`${phoneServer.raw} ->> 'updatedAt' is not distinct from ${server.updatedAt?.toISOString() ?? null}`,
        isNull(phoneServer.goneAt),
        sql`(${server.status} not in (4, 5, 8, 10) or jsonb_array_length(${phoneServer.phones}) > 0)`,
        sql`not jsonb_path_exists(${phoneServer.phones}, '$[*] ? (@.status == 0 || @.status == 1 || @.status == 3 || @.status == 4 || @.status == 7)')`,
      ),
    )
    .returning({ id: phoneServer.serverId })
  return rows.length > 0
}

/** Marks what a complete list no longer has. */
export async function markGone(db: Database, accountId: string, present: readonly string[]): Promise<void> {
  await db
    .update(phoneServer)
    .set({ goneAt: sql`clock_timestamp()`, changedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(phoneServer.accountId, accountId),
        isNull(phoneServer.goneAt),
        present.length > 0 ? notInArray(phoneServer.serverId, [...present]) : sql`true`,
      ),
    )
}
