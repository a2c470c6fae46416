import { and, eq, inArray, isNotNull, isNull, like, ne, sql, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyOf, keyset } from '../db/keyset.ts'
import { ecsServer } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { countMax } from '../page.ts'
import type { EcsServerFilter } from './ecs-servers-filter.ts'
import { type EcsServerRow, type EcsServersPage, ecsStatuses } from './ecs-servers-queries.ts'
import { freshnessOf } from './freshness.ts'
import { readableAccounts } from './phone-servers.ts'

/** The ECS servers of the accounts the person may read, newest first. */
export async function listEcsServers(ctx: Context, filter: EcsServerFilter): Promise<EcsServersPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = serversWhere(accounts, filter)
  const part = keyset(ecsServer.createdInCloudAt, ecsServer.serverId, filter)
  // The place of each row is found in the index alone; only the rows of one page are then fetched.
  const places = ctx.db
    .select({ accountId: ecsServer.accountId, serverId: ecsServer.serverId })
    .from(ecsServer)
    .where(and(where, part.where))
    .orderBy(...part.orderBy)
    .limit(part.limit)
    .as('places')
  const [found, total, asOf] = await Promise.all([
    selectEcsServers(ctx)
      .innerJoin(places, and(eq(places.accountId, ecsServer.accountId), eq(places.serverId, ecsServer.serverId)))
      .orderBy(...part.orderBy),
    countRows(ctx.db, sql`select 1 from ${ecsServer} where ${where} limit ${countMax + 1}`),
    freshnessOf(ctx.db, 'ecs_servers', accounts),
  ])
  return { ...cutPage(found.map(toEcsServerRow), filter), total, asOf }
}

function serversWhere(accounts: string[], { q, status, billing }: EcsServerFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(ecsServer.accountId, accounts),
    status === 'gone' ? isNotNull(ecsServer.goneAt) : isNull(ecsServer.goneAt),
    status === 'all' || status === 'gone' ? undefined : statusIs(status),
    billing === 'all' ? undefined : eq(ecsServer.billingMode, billing),
    q === '' ? undefined : like(ecsServer.search, containing(q.toLowerCase())),
  )
}

const statusIs = (status: Exclude<EcsServerFilter['status'], 'all' | 'gone'>): SQL =>
  status === 'busy' ? ne(ecsServer.task, '') : inArray(ecsServer.status, [...ecsStatuses[status]])

export const selectEcsServers = ({ db }: Pick<Context, 'db'>) =>
  db
    .select({
      key: keyOf(ecsServer.createdInCloudAt, ecsServer.serverId),
      row: {
        serverId: ecsServer.serverId,
        name: ecsServer.name,
        status: ecsServer.status,
        task: ecsServer.task,
        flavorId: ecsServer.flavorId,
        vcpus: ecsServer.vcpus,
        memoryMib: ecsServer.memoryMib,
        addresses: ecsServer.addresses,
        billingMode: ecsServer.billingMode,
        zone: ecsServer.availabilityZone,
        orderId: ecsServer.orderId,
        createdAt: ecsServer.createdInCloudAt,
        goneAt: ecsServer.goneAt,
      },
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(ecsServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, ecsServer.accountId))
    .$dynamic()

export const toEcsServerRow = ({
  key,
  row,
  account,
}: Awaited<ReturnType<typeof selectEcsServers>>[number]): EcsServerRow => ({
  ...row,
  key,
  account,
  createdAt: row.createdAt?.toISOString() ?? null,
  goneAt: row.goneAt?.toISOString() ?? null,
})
