import { and, asc, eq, ilike, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyOf, keyset } from '../db/keyset.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { countMax } from '../page.ts'
import { freshnessOf } from './freshness.ts'
import type { PhoneServerFilter } from './phone-server-filter.ts'
import { serverStatusWords, type PhoneServerRow, type PhoneServersPage } from './queries.ts'

/** The phone servers of the accounts the person may read, newest first. */
export async function listPhoneServers(ctx: Context, filter: PhoneServerFilter): Promise<PhoneServersPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = serversWhere(accounts, filter)
  const part = keyset(phoneServer.createdInCloudAt, phoneServer.serverId, filter)
  const [found, total, asOf, models] = await Promise.all([
    selectServers(ctx, and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
    countRows(ctx.db, sql`select 1 from ${phoneServer} where ${where} limit ${countMax + 1}`),
    freshnessOf(ctx.db, 'phone_servers', accounts),
    listModels(ctx, accounts),
  ])
  return { ...cutPage(found.map(toRow), filter), total, asOf, models }
}

export const readableAccounts = ({ actor }: Pick<Context, 'actor'>, account: string | undefined): string[] => {
  const readable = accountsWith(actor, 'server:read')
  return account === undefined ? readable : readable.filter((id) => id === account)
}

function serversWhere(accounts: string[], { q, status, model }: PhoneServerFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(phoneServer.accountId, accounts),
    status === 'gone' ? isNotNull(phoneServer.goneAt) : isNull(phoneServer.goneAt),
    status === 'all' || status === 'gone' ? undefined : inArray(phoneServer.status, statusesOf(status)),
    model === '' ? undefined : eq(phoneServer.serverModel, model),
    q === '' ? undefined : or(ilike(phoneServer.name, containing(q)), ilike(phoneServer.serverId, containing(q))),
  )
}

/** Who looks for stopped servers also means those on their way there or back. */
const statusesOf = (status: Exclude<PhoneServerFilter['status'], 'all' | 'gone'>): number[] =>
  status === 'stopped'
    ? [
        ...serverStatusWords.stopped,
        ...serverStatusWords.stopping,
        ...serverStatusWords.stopFailed,
        ...serverStatusWords.starting,
      ]
    : [...serverStatusWords[status]]

export const selectServers = ({ db }: Pick<Context, 'db'>, where: SQL | undefined) =>
  db
    .select({
      key: keyOf(phoneServer.createdInCloudAt, phoneServer.serverId),
      server: {
        serverId: phoneServer.serverId,
        name: phoneServer.name,
        status: phoneServer.status,
        serverModel: phoneServer.serverModel,
        phoneModel: phoneServer.phoneModel,
        zone: phoneServer.availabilityZone,
        orderId: phoneServer.orderId,
        createdAt: phoneServer.createdInCloudAt,
        goneAt: phoneServer.goneAt,
      },
      phones: sql<number>`jsonb_array_length(${phoneServer.phones})`,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
    })
    .from(phoneServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, phoneServer.accountId))
    .where(where)
    .$dynamic()

export const toRow = ({
  key,
  server,
  phones,
  account,
}: Awaited<ReturnType<typeof selectServers>>[number]): PhoneServerRow => {
  const { createdAt, goneAt, ...face } = server
  return {
    ...face,
    key,
    account,
    phones,
    createdAt: createdAt?.toISOString() ?? null,
    goneAt: goneAt?.toISOString() ?? null,
  }
}

async function listModels({ db }: Context, accounts: string[]): Promise<string[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectDistinct({ model: phoneServer.serverModel })
    .from(phoneServer)
    .where(and(inArray(phoneServer.accountId, accounts), isNull(phoneServer.goneAt)))
    .orderBy(asc(phoneServer.serverModel))
  return rows.map(({ model }) => model)
}
