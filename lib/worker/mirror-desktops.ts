import { sql } from 'drizzle-orm'
import type { Desktop } from '../cloud/services/workspace-desktop-row.ts'
import type { DesktopHost } from '../cloud/services/workspace-hosts.ts'
import type { Database } from '../db/client.ts'
import { searchTextOf } from './mirror-search.ts'

/**
 * Writes a page of desktops with one statement; rows that are as before are left alone and announced to nobody. No read of
 * a desktop tells its exclusive host: that comes with `hosts`, all of the account's, and stays as it is without them.
 */
export async function mirrorDesktops(
  db: Database,
  accountId: string,
  desktops: readonly Desktop[],
  hosts?: readonly DesktopHost[],
): Promise<void> {
  const rows = onePerId(desktops).map((desktop) => ({ ...rowOf(desktop), host: hostOf(desktop.id, hosts) }))
  const host = hosts ? sql`excluded.host` : sql`desktop.host`
  await db.execute(sql`
    insert into desktop (account_id, desktop_id, name, status, task, user_name, product_id, vcpus, memory_mib, disk_count,
      disk_gib, billing_mode, pool_id, availability_zone, order_id, created_in_cloud_at, search, raw, host)
    select ${accountId}::uuid, desktop_id, name, status, task, user_name, product_id, vcpus, memory_mib,
      disk_count, disk_gib, billing_mode, pool_id, availability_zone, order_id, created_in_cloud_at, search, raw, host
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (desktop_id text, name text,
      status text, task text, user_name text, product_id text, vcpus integer, memory_mib integer, disk_count integer,
      disk_gib integer, billing_mode text, pool_id text, availability_zone text, order_id text,
      created_in_cloud_at timestamptz, search text, raw jsonb, host jsonb)
    on conflict (account_id, desktop_id) do update set
      name = excluded.name, status = excluded.status, task = excluded.task, user_name = excluded.user_name,
      product_id = excluded.product_id, vcpus = excluded.vcpus, memory_mib = excluded.memory_mib,
      disk_count = excluded.disk_count, disk_gib = excluded.disk_gib, billing_mode = excluded.billing_mode,
      pool_id = excluded.pool_id, availability_zone = excluded.availability_zone, order_id = excluded.order_id,
      created_in_cloud_at = excluded.created_in_cloud_at, search = excluded.search, raw = excluded.raw, host = ${host},
      gone_at = null, changed_at = clock_timestamp()
    where desktop.gone_at is not null or desktop.raw is distinct from excluded.raw or desktop.host is distinct from ${host}`)
}

function hostOf(desktopId: string, hosts: readonly DesktopHost[] = []) {
  const host = hosts.find(({ desktopIds }) => desktopIds.includes(desktopId))
  return host && { id: host.id, name: host.name, count: host.desktopIds.length }
}

const onePerId = (desktops: readonly Desktop[]): Desktop[] => [
  ...new Map(desktops.map((desktop) => [desktop.id, desktop])).values(),
]

function rowOf(desktop: Desktop) {
  const { rootVolume, dataVolumes, product } = desktop
  const disks = [...(rootVolume ? [rootVolume] : []), ...dataVolumes]
  return {
    desktop_id: desktop.id,
    name: desktop.name,
    status: desktop.status,
    task: desktop.task ?? '',
    user_name: desktop.users.join(', '),
    product_id: desktop.productId ?? '',
    vcpus: product?.cpuCores,
    memory_mib: product?.memoryMib,
    disk_count: disks.length,
    disk_gib: disks.reduce((sum, { sizeGib }) => sum + (sizeGib ?? 0), 0),
    billing_mode: desktop.billing,
    pool_id: desktop.poolId ?? '',
    availability_zone: desktop.availabilityZone ?? '',
    order_id: desktop.orderId,
    created_in_cloud_at: desktop.createdAt,
    search: searchTextOf([desktop.name, desktop.id, ...desktop.users, ...desktop.addresses]),
    raw: desktop,
  }
}

/** Marks the desktops that a complete list no longer has. */
export async function markGoneDesktops(db: Database, accountId: string, present: Iterable<string>): Promise<void> {
  await db.execute(sql`
    update desktop set gone_at = clock_timestamp(), changed_at = clock_timestamp()
    where account_id = ${accountId}::uuid and gone_at is null and not exists (
      select 1 from jsonb_array_elements_text(${JSON.stringify([...present])}::jsonb) as present (id)
      where present.id = desktop.desktop_id
    )`)
}
