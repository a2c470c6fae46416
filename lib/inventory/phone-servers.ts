import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { keyOf, type Order } from '../db/keyset.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { listMirror, mirrorOrder, type Mirror } from './mirror-list.ts'
import { readServer } from './phone-server-face.ts'
import type { PhoneServerFilter } from './phone-server-filter.ts'
import { abnormalStatuses, serverStatusWords, type PhoneServerRow, type PhoneServersPage } from './queries.ts'

const mirror = { kind: 'phone_servers', table: phoneServer, id: phoneServer.serverId } as const satisfies Mirror

/** The phone servers of the accounts the person may read, newest first unless sorted otherwise. */
export async function listPhoneServers(ctx: Context, filter: PhoneServerFilter): Promise<PhoneServersPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const [page, models] = await Promise.all([
    listMirror(ctx, mirror, { accounts, filter, narrowed: narrowedBy(filter) }, async ({ places, order, orderBy }) => {
      const found = await selectServers(ctx, order)
        .innerJoin(places, and(eq(places.accountId, phoneServer.accountId), eq(places.id, phoneServer.serverId)))
        .orderBy(...orderBy)
      return found.map(toRow)
    }),
    listModels(ctx, accounts),
  ])
  return { ...page, models }
}

export const readableAccounts = ({ actor }: Pick<Context, 'actor'>, account: string | undefined): string[] => {
  const readable = accountsWith(actor, 'server:read')
  return account === undefined ? readable : readable.filter((id) => id === account)
}

const narrowedBy = ({ status, model }: PhoneServerFilter): (SQL | undefined)[] => [
  status === 'all' || status === 'gone' ? undefined : inArray(phoneServer.status, statusesOf(status)),
  model === '' ? undefined : eq(phoneServer.serverModel, model),
]

/** Who looks for stopped servers also means those on their way there or back; for abnormal ones, all that need a look. */
function statusesOf(status: Exclude<PhoneServerFilter['status'], 'all' | 'gone'>): number[] {
  const { stopped, stopping, stopFailed, starting } = serverStatusWords
  if (status === 'stopped') return [...stopped, ...stopping, ...stopFailed, ...starting]
  return status === 'abnormal' ? [...abnormalStatuses] : [...serverStatusWords[status]]
}

export const selectServers = ({ db }: Pick<Context, 'db'>, order: Order = mirrorOrder(mirror)) =>
  db
    .select({
      key: keyOf(order),
      server: {
        serverId: phoneServer.serverId,
        name: phoneServer.name,
        status: phoneServer.status,
        serverModel: phoneServer.serverModel,
        phoneModel: phoneServer.phoneModel,
        zone: phoneServer.availabilityZone,
        orderId: phoneServer.orderId,
        enterpriseProjectId: phoneServer.enterpriseProjectId,
        createdAt: phoneServer.createdInCloudAt,
        goneAt: phoneServer.goneAt,
      },
      raw: phoneServer.raw,
      phones: sql<number>`jsonb_array_length(${phoneServer.phones})`,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(phoneServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, phoneServer.accountId))
    .$dynamic()

export const toRow = ({
  key,
  server,
  raw,
  phones,
  account,
}: Awaited<ReturnType<typeof selectServers>>[number]): PhoneServerRow => ({
  ...server,
  addresses: readServer(raw).addresses,
  key,
  account,
  phones,
  createdAt: server.createdAt?.toISOString() ?? null,
  goneAt: server.goneAt?.toISOString() ?? null,
})

async function listModels({ db }: Context, accounts: string[]): Promise<string[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectDistinct({ model: phoneServer.serverModel })
    .from(phoneServer)
    .where(and(inArray(phoneServer.accountId, accounts), isNull(phoneServer.goneAt)))
    .orderBy(asc(phoneServer.serverModel))
  return rows.map(({ model }) => model)
}
