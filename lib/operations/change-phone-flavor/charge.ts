import type { Charge, DeepPartial, PhoneFlavors, PricedProduct } from '../kit.ts'
import type { Input } from './contract.ts'

const aMonthOf = ({ serverModel, phoneModel }: PhoneFlavors): PricedProduct[] => [
  { kind: 'phone_server', spec: `${serverModel}.${phoneModel}`, period: { unit: 'month', count: 1 }, quantity: 1 },
]

/** The difference of the two flavors until the server's term ends; below 0 it is paid back. */
export const chargeOf = ({ target, flavor }: Pick<Input, 'target' | 'flavor'>): Charge => ({
  kind: 'difference',
  resourceKind: 'phone_server',
  resourceId: target.id,
  from: aMonthOf(target),
  to: aMonthOf(flavor),
})

/** What is known of it in a form under way. */
export function knownCharge({ target, flavor }: DeepPartial<Input>): Charge | undefined {
  if (!target?.id || !target.serverModel || !target.phoneModel || !flavor?.serverModel || !flavor.phoneModel)
    return undefined
  const { id, name = '', serverModel, phoneModel } = target
  return chargeOf({
    target: { id, name, serverModel, phoneModel },
    flavor: { serverModel: flavor.serverModel, phoneModel: flavor.phoneModel },
  })
}
