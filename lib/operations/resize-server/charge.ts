import type { Charge, DeepPartial, PricedProduct } from '../kit.ts'
import type { Input } from './contract.ts'

type Server = Pick<Input['target'], 'id' | 'flavorId' | 'billing' | 'resourceSpec' | 'isWindows'>

/** What billing appends to a flavor for the system of the server, `.linux` or `.win` (billing.md §5.3). */
function endingOf({ flavorId, resourceSpec = '', isWindows }: Server): string {
  const isOfFlavor = resourceSpec.startsWith(`${flavorId}.`)
  return isOfFlavor ? resourceSpec.slice(flavorId.length) : isWindows ? '.win' : '.linux'
}

const aMonthOf = (spec: string): PricedProduct[] => [
  { kind: 'ecs_server', spec, period: { unit: 'month', count: 1 }, quantity: 1 },
]

/** The difference of the two flavors until the server's term ends, or for each hour of use. */
export function chargeOf(target: Server, flavorId: string): Charge {
  const ending = endingOf(target)
  const from = aMonthOf(`${target.flavorId}${ending}`)
  const to = aMonthOf(`${flavorId}${ending}`)
  return target.billing === 'prepaid'
    ? { kind: 'difference', resourceKind: 'ecs_server', resourceId: target.id, from, to }
    : { kind: 'usage', from, to }
}

/** What is known of it in a form under way. */
export function knownCharge({ target, flavor }: DeepPartial<Input>): Charge | undefined {
  const { id, flavorId, billing, resourceSpec, isWindows = false } = target ?? {}
  if (!id || !flavorId || !billing || !flavor?.flavorId) return undefined
  return chargeOf({ id, flavorId, billing, isWindows, ...(resourceSpec && { resourceSpec }) }, flavor.flavorId)
}
