import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Lookups } from '../operations/lookups.ts'
import { createLookups } from './lookups.ts'
import { readsFor } from './reads.ts'

const kinds = [
  'serverModels',
  'phoneModels',
  'phoneImages',
  'vpcs',
  'subnets',
  'freeEips',
  'sharedBandwidths',
  'eipLines',
  'keypairs',
  'enterpriseProjects',
  'zones',
] as const satisfies readonly (keyof Lookups)[]

export const ReadLookup = z.strictObject({
  accountId: z.uuid(),
  kind: z.enum(kinds),
  /** Whose subnets. */
  vpcId: z.string().max(64).optional(),
})
export type ReadLookup = z.output<typeof ReadLookup>

/** The rows of one picker. Throws `forbidden`, `unavailable` for a paused account, CloudError. */
export async function readLookup(ctx: Context, { accountId, kind, vpcId }: ReadLookup): Promise<{ rows: unknown[] }> {
  requirePermission(ctx, 'picker:read', { accountId })
  const lookups = createLookups(await readsFor(ctx.db, accountId), { cacheKey: accountId })
  if (kind !== 'subnets') return { rows: await lookups[kind]() }
  if (vpcId === undefined) throw new AppError('invalid', 'errors.invalid', { fields: { vpcId: 'errors.vpcChoose' } })
  return { rows: await lookups.subnets(vpcId) }
}
