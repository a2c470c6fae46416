import { sql } from 'drizzle-orm'
import type { OrderDetail, OrderLine, Refund } from '../cloud/services/bss-orders.ts'
import type { OrderedResource } from '../cloud/services/bss-resources.ts'
import type { Database, Transaction } from '../db/client.ts'
import { mirrorOrder } from './mirror.ts'

/** All that billing tells of an order. */
export type WholeOrder = {
  order: OrderDetail
  resources: readonly OrderedResource[]
  /** Of an order that pays back. */
  refund: Refund | undefined
}

/** Writes an order with its lines, what it delivered and what it paid back, all or nothing. */
export async function mirrorWholeOrder(db: Database, accountId: string, whole: WholeOrder): Promise<void> {
  const { order, resources, refund } = whole
  await db.transaction(async (tx) => {
    await mirrorOrder(tx, accountId, order)
    await writeLines(tx, accountId, order)
    await writeResources(tx, accountId, order.id, resources)
    await tx.execute(sql`
      update cloud_order o set lines_at = clock_timestamp(), region = coalesce(nullif(${regionOf(resources)}, ''), o.region),
        refunded_minor = coalesce(${refund?.refundedMinor ?? null}::bigint, o.refunded_minor),
        base_order_id = coalesce(${refund?.baseOrderId ?? null}, o.base_order_id),
        asked_count = ${askedCount(order)}::integer,
        delivered_count = (select count(*) from cloud_order_resource r
          where r.account_id = o.account_id and r.order_id = o.order_id and r.is_main)
      where o.account_id = ${accountId} and o.order_id = ${order.id}`)
    if (refund?.baseOrderId !== undefined) await addUpRefunds(tx, accountId, refund.baseOrderId)
  })
}

/** Billing refused to tell more of it: it is not asked again until it changes. */
export async function noteUnreadable(db: Database, accountId: string, orderId: string): Promise<void> {
  await db.execute(sql`
    update cloud_order set lines_at = clock_timestamp() where account_id = ${accountId} and order_id = ${orderId}`)
}

/** How many things the order is about: lines are of servers and of what belongs to each of them, so the longest counts. */
function askedCount({ kind, serviceType, lines }: OrderDetail): number | null {
  if (kind !== 1) return null
  const own = lines.filter((line) => line.serviceType === serviceType)
  const counts = own.map(({ quantity }) => quantity ?? 0)
  return counts.length === 0 ? null : Math.max(...counts)
}

const regionOf = (resources: readonly OrderedResource[]): string =>
  resources.find(({ isMain, region }) => isMain && region !== undefined)?.region ?? resources[0]?.region ?? ''

async function writeLines(tx: Transaction, accountId: string, { id, lines }: OrderDetail): Promise<void> {
  const rows = lines.map((line, place) => lineRow(line, place))
  await tx.execute(sql`
    delete from cloud_order_line where account_id = ${accountId} and order_id = ${id}
      and not line_id = any(${sql.param(rows.map((row) => row.line_id))}::text[])`)
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into cloud_order_line (account_id, order_id, line_id, service_type_code, product_spec, count, period_type,
      period_count, amount_minor, official_minor, effective_at, expires_at, raw)
    select ${accountId}::uuid, ${id}, line_id, service_type_code, product_spec, count, period_type, period_count,
      amount_minor, official_minor, effective_at, expires_at, raw
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (line_id text, service_type_code text,
      product_spec text, count integer, period_type integer, period_count integer, amount_minor bigint,
      official_minor bigint, effective_at timestamptz, expires_at timestamptz, raw jsonb)
    on conflict (account_id, order_id, line_id) do update set
      service_type_code = excluded.service_type_code, product_spec = excluded.product_spec, count = excluded.count,
      period_type = excluded.period_type, period_count = excluded.period_count, amount_minor = excluded.amount_minor,
      official_minor = excluded.official_minor, effective_at = excluded.effective_at,
      expires_at = excluded.expires_at, raw = excluded.raw
    where cloud_order_line.raw is distinct from excluded.raw`)
}

const lineRow = (line: OrderLine, place: number) => ({
  line_id: line.id ?? `${place + 1}`,
  service_type_code: line.serviceType ?? '',
  product_spec: line.productSpec ?? '',
  count: line.quantity,
  period_type: line.periodType,
  period_count: line.periodCount,
  amount_minor: line.amountMinor,
  official_minor: line.officialAmountMinor,
  effective_at: line.effectiveAt,
  expires_at: line.expiresAt,
  raw: line,
})

/** What was delivered once stays: billing forgets what was given back, and the order delivered it all the same. */
async function writeResources(
  tx: Transaction,
  accountId: string,
  orderId: string,
  resources: readonly OrderedResource[],
): Promise<void> {
  const rows = [...new Map(resources.map((resource) => [resource.id, resourceRow(resource)])).values()]
  await tx.execute(sql`
    update cloud_order_resource set status = 3 where account_id = ${accountId} and order_id = ${orderId}
      and status is distinct from 3 and not resource_id = any(${sql.param(rows.map((row) => row.resource_id))}::text[])`)
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into cloud_order_resource (account_id, order_id, resource_id, name, service_type_code, resource_type_code,
      region, status, is_main, expires_at, raw)
    select ${accountId}::uuid, ${orderId}, resource_id, name, service_type_code, resource_type_code, region, status,
      is_main, expires_at, raw
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (resource_id text, name text,
      service_type_code text, resource_type_code text, region text, status integer, is_main boolean,
      expires_at timestamptz, raw jsonb)
    on conflict (account_id, order_id, resource_id) do update set
      name = excluded.name, service_type_code = excluded.service_type_code,
      resource_type_code = excluded.resource_type_code, region = excluded.region, status = excluded.status,
      is_main = excluded.is_main, expires_at = excluded.expires_at, raw = excluded.raw
    where cloud_order_resource.raw is distinct from excluded.raw
      or cloud_order_resource.status is distinct from excluded.status`)
}

const resourceRow = (resource: OrderedResource) => ({
  resource_id: resource.id,
  name: resource.name ?? '',
  service_type_code: resource.serviceType ?? '',
  resource_type_code: resource.resourceType ?? '',
  region: resource.region ?? '',
  status: resource.status,
  is_main: resource.isMain,
  expires_at: resource.expiresAt,
  raw: resource,
})

/** Several orders may pay parts of one back. */
async function addUpRefunds(tx: Transaction, accountId: string, baseOrderId: string): Promise<void> {
  await tx.execute(sql`
    update cloud_order o set refunded_minor = (
      select sum(r.refunded_minor) from cloud_order r where r.account_id = o.account_id and r.base_order_id = o.order_id)
    where o.account_id = ${accountId} and o.order_id = ${baseOrderId}`)
}
