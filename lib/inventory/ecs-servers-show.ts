import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { ecsServer } from '../db/mirror-schema.ts'
import { AppError } from '../errors.ts'
import { selectEcsServers, toEcsServerRow } from './ecs-servers.ts'
import { readEcsServer } from './ecs-servers-face.ts'
import type { EcsServerDetail } from './ecs-servers-queries.ts'
import { freshnessOf } from './freshness.ts'
import { readableAccounts } from './phone-servers.ts'
import { loadRelated } from './related.ts'

export const EcsServerId = z.object({ serverId: z.string().max(255) })

/** One ECS server. Throws `not_found` where there is none that the person may see. */
export async function showEcsServer(
  ctx: Context,
  { serverId }: z.output<typeof EcsServerId>,
): Promise<EcsServerDetail> {
  const accounts = readableAccounts(ctx, undefined)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(ecsServer.accountId, accounts)
  const [found] = await selectEcsServers(ctx)
    .where(and(eq(ecsServer.serverId, serverId), isReadable))
    .limit(1)
  if (!found) throw new AppError('not_found', 'errors.ecsServerNotFound')
  const row = toEcsServerRow(found)
  const accountId = row.account.id
  const [related, { at }] = await Promise.all([
    loadRelated(ctx, { accountId, resourceId: serverId, orderId: row.orderId }),
    freshnessOf(ctx.db, 'ecs_servers', [accountId]),
  ])
  return { ...row, ...readEcsServer(found.raw), ...related, seenAt: at }
}
