import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { orderLink, request, resourceLink } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { parseState } from '../requests/machine.ts'
import { readPhones, readServer } from './phone-server-face.ts'
import { readableAccounts, selectServers, toRow } from './phone-servers.ts'
import type { PhoneServerDetail } from './queries.ts'

export const ServerId = z.object({ serverId: z.string().max(64) })

/** One phone server with its phones. Throws `not_found` where there is none that the person may see. */
export async function showPhoneServer(
  ctx: Context,
  { serverId }: z.output<typeof ServerId>,
): Promise<PhoneServerDetail> {
  const accounts = readableAccounts(ctx, undefined)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(phoneServer.accountId, accounts)
  const [found] = await selectServers(ctx, and(eq(phoneServer.serverId, serverId), isReadable)).limit(1)
  if (!found) throw new AppError('not_found', 'errors.serverNotFound')
  const [[stored], requests] = await Promise.all([
    ctx.db
      .select()
      .from(phoneServer)
      .where(and(eq(phoneServer.serverId, serverId), eq(phoneServer.accountId, found.account.id))),
    loadRequests(ctx, serverId, found.server.orderId),
  ])
  if (!stored) throw new AppError('not_found', 'errors.serverNotFound')
  return {
    ...toRow(found),
    ...readServer(stored.raw),
    enterpriseProjectId: stored.enterpriseProjectId,
    phones: readPhones(stored.phones),
    requests,
    seenAt: stored.seenAt.toISOString(),
  }
}

async function loadRequests(
  { db }: Context,
  serverId: string,
  orderId: string | null,
): Promise<PhoneServerDetail['requests']> {
  const rows = await db
    .selectDistinct({ id: request.id, number: request.number, title: request.title, state: request.state })
    .from(request)
    .leftJoin(resourceLink, eq(resourceLink.requestId, request.id))
    .leftJoin(orderLink, eq(orderLink.requestId, request.id))
    .where(or(eq(resourceLink.resourceId, serverId), orderId === null ? undefined : eq(orderLink.orderId, orderId)))
    .orderBy(desc(request.number))
    .limit(20)
  return rows.map((row) => ({ ...row, state: parseState(row.state) }))
}
