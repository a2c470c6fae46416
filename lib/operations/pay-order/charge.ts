import type { Charge, DeepPartial } from '../kit.ts'
import type { Input } from './contract.ts'

/** What is left to pay by what is chosen so far. */
export function knownCharge({ target, means }: DeepPartial<Input>): Charge | undefined {
  if (!target?.id) return undefined
  const { coupons = [], discount } = means ?? {}
  const { id, type } = discount ?? {}
  return {
    kind: 'order',
    orderId: target.id,
    coupons: coupons.map((coupon) => ({ id: coupon.id, type: coupon.type })),
    ...(id !== undefined && type !== undefined && { discount: { id, type } }),
  }
}
