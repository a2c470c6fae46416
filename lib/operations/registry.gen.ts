// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import { operation as buyPhoneServers } from './buy-phone-servers/operation.ts'
import { operation as cancelOrder } from './cancel-order/operation.ts'
import { operation as changeDesktop } from './change-desktop/operation.ts'
import { operation as changePhoneFlavor } from './change-phone-flavor/operation.ts'
import { operation as payOrder } from './pay-order/operation.ts'
import { operation as resizeServer } from './resize-server/operation.ts'
import { operation as switchPhoneServer } from './switch-phone-server/operation.ts'

export const operations = {
  'buy-phone-servers': buyPhoneServers,
  'cancel-order': cancelOrder,
  'change-desktop': changeDesktop,
  'change-phone-flavor': changePhoneFlavor,
  'pay-order': payOrder,
  'resize-server': resizeServer,
  'switch-phone-server': switchPhoneServer,
} as const

export type OperationKey = keyof typeof operations
