import { CloudError } from '../cloud/errors.ts'
import { type OrderedResource, orderResources } from '../cloud/services/bss-resources.ts'
import { showServer } from '../cloud/services/cph-servers.ts'
import { showEcsServer } from '../cloud/services/ecs-servers.ts'
import { showDesktop } from '../cloud/services/workspace-desktops.ts'
import type { AccountReads } from '../inventory/reads.ts'
import type { Charge, ResourceKind } from '../operations/kit.ts'

type Bought = { readonly orderId?: string | undefined; readonly billingId?: string | undefined }

/** The order that a resource was bought with, by its kind. */
const orderOf = {
  phone_server: showServer,
  desktop: showDesktop,
  ecs_server: showEcsServer,
} satisfies Record<ResourceKind, (reads: AccountReads, id: string) => Promise<Bought>>

/** When the term of a resource ends, by the order it was bought with. Without the right to read billing: unknown. */
export async function expiryOf(
  reads: AccountReads,
  { resourceKind, resourceId }: Extract<Charge, { kind: 'difference' }>,
): Promise<Date | undefined> {
  const { orderId, billingId }: Bought = await orderOf[resourceKind](reads, resourceId)
  if (orderId === undefined) return undefined
  try {
    return ownOf(await orderResources(reads, orderId), [resourceId, billingId])?.expiresAt
  } catch (error) {
    if (error instanceof CloudError && error.httpStatus === 403) return undefined
    throw error
  }
}

/**
 * The row of a resource among those of its order, by the id it has in its service or in billing. A desktop of an
 * exclusive host is billed with the host: then the only main resource of the order is the one.
 */
function ownOf(
  resources: readonly OrderedResource[],
  ids: readonly (string | undefined)[],
): OrderedResource | undefined {
  const own = resources.find(({ id }) => ids.includes(id))
  if (own) return own
  const [main, ...others] = resources.filter(({ isMain }) => isMain)
  return others.length === 0 ? main : undefined
}
