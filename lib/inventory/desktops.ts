import { and, eq, inArray, isNotNull, isNull, like, ne, sql, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyOf, keyset } from '../db/keyset.ts'
import { desktop } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { countMax } from '../page.ts'
import type { DesktopFilter } from './desktops-filter.ts'
import { type DesktopRow, type DesktopsPage, desktopStatuses } from './desktops-queries.ts'
import { freshnessOf, isNotEnabled } from './freshness.ts'
import { readableAccounts } from './phone-servers.ts'

/** The desktops of the accounts the person may read, newest first. */
export async function listDesktops(ctx: Context, filter: DesktopFilter): Promise<DesktopsPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = desktopsWhere(accounts, filter)
  const part = keyset(desktop.createdInCloudAt, desktop.desktopId, filter)
  // The place of each row is found in the index alone; only the rows of one page are then fetched.
  const places = ctx.db
    .select({ accountId: desktop.accountId, desktopId: desktop.desktopId })
    .from(desktop)
    .where(and(where, part.where))
    .orderBy(...part.orderBy)
    .limit(part.limit)
    .as('places')
  const [found, total, asOf, isMissing] = await Promise.all([
    selectDesktops(ctx)
      .innerJoin(places, and(eq(places.accountId, desktop.accountId), eq(places.desktopId, desktop.desktopId)))
      .orderBy(...part.orderBy),
    countRows(ctx.db, sql`select 1 from ${desktop} where ${where} limit ${countMax + 1}`),
    freshnessOf(ctx.db, 'desktops', accounts),
    isNotEnabled(ctx.db, 'desktops', accounts),
  ])
  return { ...cutPage(found.map(toDesktopRow), filter), total, asOf, isNotEnabled: isMissing }
}

function desktopsWhere(accounts: string[], { q, status, billing }: DesktopFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(desktop.accountId, accounts),
    status === 'gone' ? isNotNull(desktop.goneAt) : isNull(desktop.goneAt),
    status === 'all' || status === 'gone' ? undefined : statusIs(status),
    billing === 'all' ? undefined : eq(desktop.billingMode, billing),
    q === '' ? undefined : like(desktop.search, containing(q.toLowerCase())),
  )
}

const statusIs = (status: Exclude<DesktopFilter['status'], 'all' | 'gone'>): SQL =>
  status === 'busy' ? ne(desktop.task, '') : eq(desktop.status, desktopStatuses[status])

export const selectDesktops = ({ db }: Pick<Context, 'db'>) =>
  db
    .select({
      key: keyOf(desktop.createdInCloudAt, desktop.desktopId),
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
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(desktop)
    .innerJoin(cloudAccount, eq(cloudAccount.id, desktop.accountId))
    .$dynamic()

export const toDesktopRow = ({
  key,
  row,
  account,
}: Awaited<ReturnType<typeof selectDesktops>>[number]): DesktopRow => ({
  ...row,
  key,
  account,
  createdAt: row.createdAt?.toISOString() ?? null,
  goneAt: row.goneAt?.toISOString() ?? null,
})
