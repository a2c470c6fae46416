import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError, type FieldErrors } from '../errors.ts'
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
  'phones',
] as const satisfies readonly (keyof Lookups)[]

export const ReadLookup = z.strictObject({
  accountId: z.uuid(),
  kind: z.enum(kinds),
  /** Whose subnets. */
  vpcId: z.string().max(64).optional(),
  /** Whose phones. */
  serverId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})
export type ReadLookup = z.output<typeof ReadLookup>

/** The rows of one picker. Throws `forbidden`, `unavailable` for a paused account, CloudError. */
export async function readLookup(
  ctx: Context,
  { accountId, kind, vpcId, serverId }: ReadLookup,
): Promise<{ rows: unknown[] }> {
  requirePermission(ctx, 'picker:read', { accountId })
  const lookups = createLookups(await readsFor(ctx.db, accountId), { cacheKey: accountId })
  switch (kind) {
    case 'subnets':
      return { rows: await lookups.subnets(given(vpcId, { vpcId: 'errors.vpcChoose' })) }
    case 'phones':
      return { rows: await lookups.phones(given(serverId, { serverId: 'errors.targetChoose' })) }
    default:
      return { rows: await lookups[kind]() }
  }
}

function given(value: string | undefined, fields: FieldErrors): string {
  if (value === undefined) throw new AppError('invalid', 'errors.invalid', { fields })
  return value
}
