import type { Reaction } from '../../agenda.ts'
import type { Handler } from '../../gateway/call.ts'
import { listServiceResources, listServiceTypes, showCustomerAccountBalances } from './account.ts'
import { listOrderCoupons, listOrderDiscounts } from './order-offers.ts'
import { listCustomerOrders, showCustomerOrderDetails, showRefundOrderDetails } from './orders.ts'
import { cancelCustomerOrders, expireOrder, payOrders } from './pay-order.ts'
import { listOnDemandResourceRatings, listRateOnPeriodDetail } from './rates.ts'
import { listSubscriptions } from './subscriptions.ts'

export const bssHandlers: Record<string, Handler> = {
  ListCustomerOrders: listCustomerOrders,
  ShowCustomerOrderDetails: showCustomerOrderDetails,
  CancelCustomerOrders: cancelCustomerOrders,
  PayOrders: payOrders,
  ListOrderCoupons: listOrderCoupons,
  ListOrderDiscounts: listOrderDiscounts,
  ShowRefundOrderDetails: showRefundOrderDetails,
  ListPayPerUseCustomerResources: listSubscriptions,
  ListRateOnPeriodDetail: listRateOnPeriodDetail,
  ListOnDemandResourceRatings: listOnDemandResourceRatings,
  ShowCustomerAccountBalances: showCustomerAccountBalances,
  ListServiceTypes: listServiceTypes,
  ListServiceResources: listServiceResources,
}

export const bssReactions: Record<string, Reaction> = { 'order.expire': expireOrder }
