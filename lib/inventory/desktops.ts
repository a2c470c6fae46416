import { and, eq, ne, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { keyOf, type Order } from '../db/keyset.ts'
import { desktop } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { readDesktop, readHost } from './desktops-face.ts'
import type { DesktopFilter } from './desktops-filter.ts'
import { type DesktopRow, type DesktopsPage, desktopStatuses } from './desktops-queries.ts'
import { isNotEnabled } from './freshness.ts'
import { listMirror, mirrorOrder, type Mirror } from './mirror-list.ts'
import { readableAccounts } from './phone-servers.ts'

const mirror = { kind: 'desktops', table: desktop, id: desktop.desktopId } as const satisfies Mirror

/** The desktops of the accounts the person may read, newest first unless sorted otherwise. */
export async function listDesktops(ctx: Context, filter: DesktopFilter): Promise<DesktopsPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const [page, isMissing] = await Promise.all([
    listMirror(ctx, mirror, { accounts, filter, narrowed: narrowedBy(filter) }, async ({ places, order, orderBy }) => {
      const found = await selectDesktops(ctx, order)
        .innerJoin(places, and(eq(places.accountId, desktop.accountId), eq(places.id, desktop.desktopId)))
        .orderBy(...orderBy)
      return found.map(toDesktopRow)
    }),
    isNotEnabled(ctx.db, 'desktops', accounts),
  ])
  return { ...page, isNotEnabled: isMissing }
}

const narrowedBy = ({ status, billing }: DesktopFilter): (SQL | undefined)[] => [
  status === 'all' || status === 'gone' ? undefined : statusIs(status),
  billing === 'all' ? undefined : eq(desktop.billingMode, billing),
]

const statusIs = (status: Exclude<DesktopFilter['status'], 'all' | 'gone'>): SQL =>
  status === 'busy' ? ne(desktop.task, '') : eq(desktop.status, desktopStatuses[status])

export const selectDesktops = ({ db }: Pick<Context, 'db'>, order: Order = mirrorOrder(mirror)) =>
  db
    .select({
      key: keyOf(order),
      row: {
        desktopId: desktop.desktopId,
        name: desktop.name,
        status: desktop.status,
        task: desktop.task,
        userName: desktop.userName,
        productId: desktop.productId,
        vcpus: desktop.vcpus,
        memoryMib: desktop.memoryMib,
        diskCount: desktop.diskCount,
        diskGib: desktop.diskGib,
        billingMode: desktop.billingMode,
        poolId: desktop.poolId,
        zone: desktop.availabilityZone,
        orderId: desktop.orderId,
        createdAt: desktop.createdInCloudAt,
        goneAt: desktop.goneAt,
      },
      raw: desktop.raw,
      host: desktop.host,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(desktop)
    .innerJoin(cloudAccount, eq(cloudAccount.id, desktop.accountId))
    .$dynamic()

export function toDesktopRow({
  key,
  row,
  raw,
  host,
  account,
}: Awaited<ReturnType<typeof selectDesktops>>[number]): DesktopRow {
  const { addresses, osType, imageName, enterpriseProjectId, isFrozen, isInMaintenance, isPooled, hasHourPackage } =
    readDesktop(raw)
  return {
    ...row,
    addresses,
    osType,
    imageName,
    enterpriseProjectId,
    isFrozen,
    isInMaintenance,
    isPooled,
    hasHourPackage,
    host: readHost(host),
    key,
    account,
    createdAt: row.createdAt?.toISOString() ?? null,
    goneAt: row.goneAt?.toISOString() ?? null,
  }
}
