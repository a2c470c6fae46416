import type { DiscountType, CouponType } from './order.ts'

/** A coupon of an account, in fen. Type 300 takes off a share of the order, and has no balance. */
export type Coupon = {
  id: string
  domainId: string
  type: CouponType
  name: string
  faceFen: number
  balanceFen: number
  /** Of type 300: the share that is still paid. */
  ratio?: number
  isActivated: boolean
  effectiveAt: number
  expireAt: number
  /** Types of discount that it cannot be used with. */
  notWith: DiscountType[]
  /** The unpaid order that holds it. */
  heldByOrderId?: string
}
