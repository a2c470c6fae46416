import { sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'

export type Counts = { phoneServers: number; desktops: number; ecsServers: number }

/**
 * Writes as many resources as a large customer has, as the worker mirrors them: most run, some do not, a tenth is gone,
 * and two accounts share them. The statistics are taken and the tables tidied as autovacuum would do.
 */
export async function seedInventory(db: Database, accounts: readonly string[], counts: Counts): Promise<void> {
  const [first = '', second = first] = accounts
  const account = sql`(case when n % 5 < 3 then ${first} else ${second} end)::uuid`
  await db.execute(sql`
    insert into phone_server (account_id, server_id, name, status, server_model, phone_model, availability_zone, order_id,
      created_in_cloud_at, gone_at, phones, raw)
    select ${account}, md5('phone' || n), ${nameOf('farm')}, (array[5, 5, 5, 5, 5, 5, 10, 3, 2, 5])[n % 10 + 1],
      'physical.rx' || n % 7, 'rx1.cp.c60.d10.e1v1', 'cn-north-4a', 'CS2611' || lpad((n / 10)::text, 9, '0'),
      ${createdAt}, ${goneAt}, ${phones}, ${phoneServerDetail}
    from generate_series(1, ${counts.phoneServers}::int) as n`)
  await db.execute(sql`
    insert into desktop (account_id, desktop_id, name, status, task, user_name, product_id, vcpus, memory_mib, disk_count,
      disk_gib, billing_mode, pool_id, availability_zone, order_id, created_in_cloud_at, gone_at, search, raw)
    select ${account}, md5('desktop' || n), ${nameOf('desk')}, ${powerState}, ${task}, 'user' || n % 4000,
      'workspace.x86.ultimate.large' || n % 9, 4, 8192, 2, 180, ${billing}, '', 'cn-north-4a', null, ${createdAt},
      ${goneAt}, lower(${nameOf('desk')} || chr(10) || md5('desktop' || n) || chr(10) || 'user' || n % 4000 || chr(10) || ${address}),
      ${desktopDetail}
    from generate_series(1, ${counts.desktops}::int) as n`)
  await db.execute(sql`
    insert into ecs_server (account_id, server_id, name, status, task, flavor_id, vcpus, memory_mib, addresses, billing_mode,
      availability_zone, order_id, created_in_cloud_at, gone_at, search, raw)
    select ${account}, md5('ecs' || n), ${nameOf('web')}, ${powerState}, ${task}, 's6.large.' || n % 9, 2, 4096, ${address},
      ${billing}, 'cn-north-4a', null, ${createdAt}, ${goneAt},
      lower(${nameOf('web')} || chr(10) || md5('ecs' || n) || chr(10) || 's6.large.' || n % 9 || chr(10) || ${address}),
      ${ecsDetail}
    from generate_series(1, ${counts.ecsServers}::int) as n`)
  for (const table of ['phone_server', 'desktop', 'ecs_server']) await db.execute(`vacuum (analyze) ${table}`)
}

const nameOf = (prefix: string) =>
  sql`${prefix}::text || '-' || substr(md5('mark' || n), 1, 8) || '-' || lpad(n::text, 6, '0')`
const address = sql`'10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256`
const createdAt = sql`timestamptz '2026-01-01' + make_interval(secs => n * 37)`
const goneAt = sql`case when n % 10 = 9 then timestamptz '2026-06-01' end`
const powerState = sql`(array['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'SHUTOFF', 'ERROR', 'ACTIVE'])[n % 10 + 1]`
const task = sql`case when n % 500 = 0 then 'powering-on' else '' end`
const billing = sql`case when n % 3 = 0 then 'pay_per_use' else 'prepaid' end`

const phones = sql`(select jsonb_agg(jsonb_build_object('id', md5('p' || n || '-' || p), 'name', 'farm-' || n || '-' || p,
  'status', 2, 'imageVersion', 'AOSP 11', 'ports', '[]'::jsonb)) from generate_series(1, 20) as p)`
const phoneServerDetail = sql`jsonb_build_object('keypair', 'ops', 'vpcId', md5('vpc'), 'subnetId', md5('net'),
  'addresses', jsonb_build_array(jsonb_build_object('serverIp', ${address}, 'publicIp', null)), 'bandwidths', '[]'::jsonb,
  'volumes', '[]'::jsonb, 'securityGroups', '[]'::jsonb, 'metadata', repeat('x', 600))`
const desktopDetail = sql`jsonb_build_object('addresses', jsonb_build_array(${address}), 'users', jsonb_build_array('user' || n % 4000),
  'rootVolume', jsonb_build_object('volumeId', md5('root' || n), 'kind', 'SAS', 'sizeGib', 80),
  'dataVolumes', jsonb_build_array(jsonb_build_object('volumeId', md5('data' || n), 'kind', 'SSD', 'sizeGib', 100)),
  'osType', 'Windows', 'imageName', 'Windows 11', 'enterpriseProjectId', '0', 'isFrozen', false, 'metadata', repeat('x', 600))`
const ecsDetail = sql`jsonb_build_object('addresses', jsonb_build_array(jsonb_build_object('address', ${address}, 'isPublic', false)),
  'volumes', '[]'::jsonb, 'osType', 'Linux', 'imageName', 'Ubuntu 24.04', 'vpcId', md5('vpc'), 'isLocked', false,
  'metadata', repeat('x', 600))`
