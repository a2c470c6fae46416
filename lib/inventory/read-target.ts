import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import type { ResourceKind, Target } from '../operations/kit.ts'
import { readableAccounts } from './phone-servers.ts'

/** A resource that an operation is to act on, with its account; undefined where the person may see none of that id. */
export async function readTarget(
  ctx: Context,
  { kind, id, accountId }: { kind: ResourceKind; id: string; accountId: string | undefined },
): Promise<{ target: Target; accountId: string } | undefined> {
  const accounts = readableAccounts(ctx, accountId)
  if (accounts.length === 0) return undefined
  const [row] = await ctx.db
    .select()
    .from(phoneServer)
    .where(and(eq(phoneServer.serverId, id), inArray(phoneServer.accountId, accounts), isNull(phoneServer.goneAt)))
    .limit(1)
  if (!row) return undefined
  const { name, serverModel, phoneModel } = row
  return { target: { kind, id, name, facts: { serverModel, phoneModel } }, accountId: row.accountId }
}
