import { sql } from 'drizzle-orm'
import type { EcsServer } from '../cloud/services/ecs-server-row.ts'
import type { Database } from '../db/client.ts'
import { searchTextOf } from './mirror-search.ts'

/** Writes a page of ECS servers with one statement; rows that are as before are left alone and announced to nobody. */
export async function mirrorEcsServers(db: Database, accountId: string, servers: readonly EcsServer[]): Promise<void> {
  await db.execute(sql`
    insert into ecs_server (account_id, server_id, name, status, task, flavor_id, vcpus, memory_mib, addresses,
      billing_mode, availability_zone, order_id, created_in_cloud_at, search, raw)
    select ${accountId}::uuid, server_id, name, status, task, flavor_id, vcpus, memory_mib, addresses, billing_mode,
      availability_zone, order_id, created_in_cloud_at, search, raw
    from jsonb_to_recordset(${JSON.stringify(onePerId(servers).map(rowOf))}::jsonb) as seen (server_id text, name text,
      status text, task text, flavor_id text, vcpus integer, memory_mib integer, addresses text, billing_mode text,
      availability_zone text, order_id text, created_in_cloud_at timestamptz, search text, raw jsonb)
    on conflict (account_id, server_id) do update set
      name = excluded.name, status = excluded.status, task = excluded.task, flavor_id = excluded.flavor_id,
      vcpus = excluded.vcpus, memory_mib = excluded.memory_mib, addresses = excluded.addresses,
      billing_mode = excluded.billing_mode, availability_zone = excluded.availability_zone,
      order_id = excluded.order_id, created_in_cloud_at = excluded.created_in_cloud_at, search = excluded.search,
      raw = excluded.raw, gone_at = null, changed_at = clock_timestamp()
    where ecs_server.gone_at is not null or ecs_server.raw is distinct from excluded.raw`)
}

const onePerId = (servers: readonly EcsServer[]): EcsServer[] => [
  ...new Map(servers.map((server) => [server.id, server])).values(),
]

const rowOf = (server: EcsServer) => {
  const addresses = server.addresses.map(({ address }) => address)
  return {
    server_id: server.id,
    name: server.name,
    status: server.status.toUpperCase(),
    task: server.task ?? '',
    flavor_id: server.flavor?.id ?? '',
    vcpus: server.flavor?.cpuCores,
    memory_mib: server.flavor?.memoryMib,
    addresses: addresses.join(', '),
    billing_mode: server.billing,
    availability_zone: server.availabilityZone ?? '',
    order_id: server.orderId,
    created_in_cloud_at: server.createdAt,
    search: searchTextOf([server.name, server.id, server.flavor?.id ?? '', ...addresses]),
    raw: server,
  }
}

/** Marks the servers that a complete list no longer has. */
export async function markGoneEcsServers(db: Database, accountId: string, present: Iterable<string>): Promise<void> {
  await db.execute(sql`
    update ecs_server set gone_at = clock_timestamp(), changed_at = clock_timestamp()
    where account_id = ${accountId}::uuid and gone_at is null and not exists (
      select 1 from jsonb_array_elements_text(${JSON.stringify([...present])}::jsonb) as present (id)
      where present.id = ecs_server.server_id
    )`)
}
