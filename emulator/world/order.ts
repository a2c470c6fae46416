/** Order status: 1 pending approval, 3 processing, 4 cancelled, 5 completed, 6 pending payment. */
export type OrderStatus = 1 | 3 | 4 | 5 | 6

/** As payments number them: 300 discount coupon, 301 voucher, 302 cash coupon, 303 stored value. */
export type CouponType = 300 | 301 | 302 | 303
/** As payments number them: 0 promotion, 2 commercial, 3 partner, 609 adjustment of the order. */
export type DiscountType = 0 | 2 | 3 | 609

export type Term = { periodType: 2 | 3; periodNum: number }

export type OrderLine = Term & {
  id: string
  productId: string
  cloudServiceType: string
  resourceType: string
  resourceSpec: string
  /** GiB or Mbit/s; absent for products that are not sold by size. */
  size?: number
  quantity: number
  amountFen: number
  effectiveAt?: number
  expireAt?: number
}

/** What an order of type 3 or 11 changes about a resource that is there already. */
export type OrderChange = { resourceId: string; isSettled: boolean } & (
  | { kind: 'phone-model'; serverModel: string; phoneModel: string }
  | { kind: 'desktop' | 'cloud-server'; jobId: string }
)

export type Order = {
  id: string
  domainId: string
  projectId: string
  region: string
  serviceType: string
  status: OrderStatus
  /** 1 subscribe, 3 change, 4 unsubscribe, 11 pay-per-use to yearly/monthly. */
  type: 1 | 3 | 4 | 11
  /** 1 customer, 8 system. */
  source: 1 | 8
  amountFen: number
  userName: string
  enterpriseProjectId: string
  isAutoRenewed: boolean
  lines: OrderLine[]
  createdAt: number
  /** Hidden from list and details before this moment. */
  visibleAt: number
  payUntil: number
  paidAt?: number
  /** What coupons and a discount took off when it was paid. */
  reducedFen?: number
  /** Until then the payment is in progress and a repeat is refused as such. */
  paymentSettlesAt?: number
  completedAt?: number
  /** Never completes (a fault of the demo). */
  isStuck: boolean
  /** On an order that pays back: the order that is paid back. */
  baseOrderId?: string
  change?: OrderChange
  /** Its term is still to be chosen: the lines count one month and do not say so. */
  isTermOpen?: true
}

/** A row of the subscription list: a period resource that was delivered. */
export type Subscription = {
  id: string
  resourceId: string
  name: string
  orderId: string
  /** Orders that changed it since. */
  changeOrderIds?: string[]
  domainId: string
  projectId: string
  region: string
  serviceType: string
  resourceType: string
  resourceSpec: string
  productId: string
  size?: number
  parentResourceId?: string
  /** 2 in use, 3 closed. */
  status: 2 | 3
  effectiveAt: number
  expireAt: number
  /** 0 grace period, 3 renewed automatically. */
  expirePolicy: 0 | 3
  enterpriseProjectId: string
  updatedAt: number
  visibleAt: number
}
