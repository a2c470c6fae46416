import { z } from 'zod'
import { networkQuotas } from '../cloud/services/vpc.ts'
import { type Context, requirePermission } from '../context.ts'
import type { Quotas } from '../insights/queries.ts'
import { createLookupCache, keepMs } from './lookup-cache.ts'
import { readsFor } from './reads.ts'

export const QuotasOf = z.strictObject({ accountId: z.uuid() })

const kept = createLookupCache()

/** What buying phones, servers and desktops uses up. */
const kinds = ['publicIp', 'vpc', 'subnet', 'securityGroup', 'shareBandwidth']

/**
 * How much of its quotas an account uses, at most ten minutes old. Throws `forbidden`, `unavailable` for a paused
 * account, CloudError.
 */
export async function readQuotas(ctx: Context, { accountId }: z.output<typeof QuotasOf>): Promise<Quotas> {
  requirePermission(ctx, 'account:read', { accountId })
  return await kept.through(accountId, keepMs.catalogue, async () => {
    const rows = await networkQuotas(await readsFor(ctx.db, accountId))
    const found = kinds.flatMap((kind) => rows.filter((row) => row.kind === kind))
    return {
      asOf: ctx.clock.now().toISOString(),
      quotas: found.map(({ kind, used, quota }) => ({ kind, used, quota: quota ?? null })),
    }
  })
}
