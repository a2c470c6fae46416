import { and, eq, inArray, ne, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { keyOf, type Order } from '../db/keyset.ts'
import { ecsServer } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { readEcsServer } from './ecs-servers-face.ts'
import type { EcsServerFilter } from './ecs-servers-filter.ts'
import { type EcsServerRow, type EcsServersPage, ecsStatuses } from './ecs-servers-queries.ts'
import { listMirror, mirrorOrder, type Mirror } from './mirror-list.ts'
import { readableAccounts } from './phone-servers.ts'

const mirror = { kind: 'ecs_servers', table: ecsServer, id: ecsServer.serverId } as const satisfies Mirror

/** The ECS servers of the accounts the person may read, newest first unless sorted otherwise. */
export const listEcsServers = async (ctx: Context, filter: EcsServerFilter): Promise<EcsServersPage> =>
  await listMirror(
    ctx,
    mirror,
    { accounts: readableAccounts(ctx, filter.account), filter, narrowed: narrowedBy(filter) },
    async ({ places, order, orderBy }) => {
      const found = await selectEcsServers(ctx, order)
        .innerJoin(places, and(eq(places.accountId, ecsServer.accountId), eq(places.id, ecsServer.serverId)))
        .orderBy(...orderBy)
      return found.map(toEcsServerRow)
    },
  )

const narrowedBy = ({ status, billing }: EcsServerFilter): (SQL | undefined)[] => [
  status === 'all' || status === 'gone' ? undefined : statusIs(status),
  billing === 'all' ? undefined : eq(ecsServer.billingMode, billing),
]

const statusIs = (status: Exclude<EcsServerFilter['status'], 'all' | 'gone'>): SQL =>
  status === 'busy' ? ne(ecsServer.task, '') : inArray(ecsServer.status, [...ecsStatuses[status]])

export const selectEcsServers = ({ db }: Pick<Context, 'db'>, order: Order = mirrorOrder(mirror)) =>
  db
    .select({
      key: keyOf(order),
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
      raw: ecsServer.raw,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(ecsServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, ecsServer.accountId))
    .$dynamic()

export function toEcsServerRow({
  key,
  row,
  raw,
  account,
}: Awaited<ReturnType<typeof selectEcsServers>>[number]): EcsServerRow {
  const { osType, imageName, vpcId, enterpriseProjectId, isLocked, isFrozen } = readEcsServer(raw)
  return {
    ...row,
    osType,
    imageName,
    vpcId,
    enterpriseProjectId,
    isLocked,
    isFrozen,
    key,
    account,
    createdAt: row.createdAt?.toISOString() ?? null,
    goneAt: row.goneAt?.toISOString() ?? null,
  }
}
