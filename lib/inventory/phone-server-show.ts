import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { AppError } from '../errors.ts'
import { readPhones, readServer } from './phone-server-face.ts'
import { readableAccounts, selectServers, toRow } from './phone-servers.ts'
import type { PhoneServerDetail } from './queries.ts'
import { loadRelated } from './related.ts'

export const ServerId = z.object({ serverId: z.string().max(64) })

/** One phone server with its phones. Throws `not_found` where there is none that the person may see. */
export async function showPhoneServer(
  ctx: Context,
  { serverId }: z.output<typeof ServerId>,
): Promise<PhoneServerDetail> {
  const accounts = readableAccounts(ctx, undefined)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(phoneServer.accountId, accounts)
  const [found] = await selectServers(ctx)
    .where(and(eq(phoneServer.serverId, serverId), isReadable))
    .limit(1)
  if (!found) throw new AppError('not_found', 'errors.serverNotFound')
  const row = toRow(found)
  const accountId = row.account.id
  const [[stored], related] = await Promise.all([
    ctx.db
      .select({ phones: phoneServer.phones, seenAt: phoneServer.seenAt })
      .from(phoneServer)
      .where(and(eq(phoneServer.serverId, serverId), eq(phoneServer.accountId, accountId))),
    loadRelated(ctx, { accountId, resourceId: serverId, orderId: row.orderId }),
  ])
  if (!stored) throw new AppError('not_found', 'errors.serverNotFound')
  return {
    ...row,
    ...readServer(found.raw),
    ...related,
    phones: readPhones(stored.phones),
    seenAt: stored.seenAt.toISOString(),
  }
}
