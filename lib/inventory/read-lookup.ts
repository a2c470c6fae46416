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
  'phones',
  'resizeFlavors',
  'desktopProducts',
  'desktops',
  'desktopHosts',
  'ordersNow',
  'orderCoupons',
  'orderDiscounts',
] as const satisfies readonly (keyof Lookups)[]

export const ReadLookup = z.strictObject({
  accountId: z.uuid(),
  kind: z.enum(kinds),
  /** Whose rows, for kinds that are asked about one thing: the VPC of subnets, the server of phones or flavors. */
  of: z
    .string()
    .regex(/^[0-9a-zA-Z-]{1,64}$/)
    .optional(),
})
export type ReadLookup = z.output<typeof ReadLookup>

/** The rows of one picker. Throws `forbidden`, `unavailable` for a paused account, CloudError. */
export async function readLookup(ctx: Context, { accountId, kind, of }: ReadLookup): Promise<{ rows: unknown[] }> {
  requirePermission(ctx, 'picker:read', { accountId })
  const lookups = createLookups(await readsFor(ctx.db, accountId), { cacheKey: accountId })
  switch (kind) {
    case 'subnets':
    case 'phones':
    case 'resizeFlavors':
    case 'desktopProducts':
    case 'desktops':
    case 'desktopHosts':
    case 'ordersNow':
    case 'orderCoupons':
    case 'orderDiscounts':
      if (of === undefined) throw new AppError('invalid', 'errors.invalid', { fields: { of: 'errors.invalid' } })
      return { rows: await lookups[kind](of) }
    default:
      return { rows: await lookups[kind]() }
  }
}
