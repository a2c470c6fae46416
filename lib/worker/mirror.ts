import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Order, OrderDetail } from '../cloud/services/bss-orders.ts'
import { allPhones } from '../cloud/services/cph-phones.ts'
import { type PhoneServer, showServer } from '../cloud/services/cph-servers.ts'
import type { Database } from '../db/client.ts'
import { cloudOrder, phoneServer } from '../db/mirror-schema.ts'
import type { WorkerDeps } from './deps.ts'

/** Writes what the cloud says of an order. The database announces it to watchers when something changed. */
export async function mirrorOrder(db: Database, accountId: string, order: Order | OrderDetail): Promise<void> {
  const values = {
    status: order.status,
    orderType: order.kind ?? 0,
    serviceTypeCode: order.serviceType ?? '',
    serviceTypeName: order.serviceName ?? '',
    amountMinor: order.amountMinor ?? null,
    officialMinor: order.officialAmountMinor ?? null,
    currency: order.currency,
    orderedAt: order.createdAt ?? null,
    paidAt: order.paidAt ?? null,
    raw: order,
  }
  // Only the detail knows who ordered and until when it may be paid: a list row leaves both as they are.
  const detail = {
    ...('userName' in order && order.userName !== undefined && { userName: order.userName }),
    ...('payUntil' in order && order.payUntil !== undefined && { payUntil: order.payUntil }),
  }
  await db
    .insert(cloudOrder)
    .values({ accountId, orderId: order.id, ...values, ...detail })
    .onConflictDoUpdate({
      target: [cloudOrder.accountId, cloudOrder.orderId],
      set: {
        ...values,
        ...detail,
        raw: sql`${cloudOrder.raw} || excluded.raw`,
        changedAt: sql`case when ${cloudOrder.status} is distinct from excluded.status then clock_timestamp() else ${cloudOrder.changedAt} end`,
        seenAt: sql`clock_timestamp()`,
      },
    })
}

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
