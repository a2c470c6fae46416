// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import { capability as cancelOrder } from './cancel-order/capability.ts'
import { capability as changeDesktop } from './change-desktop/capability.ts'
import { capability as changePhoneFlavor } from './change-phone-flavor/capability.ts'
import { capability as payOrder } from './pay-order/capability.ts'
import { capability as resizeServer } from './resize-server/capability.ts'
import { capability as switchPhoneServer } from './switch-phone-server/capability.ts'

export const rules = {
  'cancel-order': cancelOrder,
  'change-desktop': changeDesktop,
  'change-phone-flavor': changePhoneFlavor,
  'pay-order': payOrder,
  'resize-server': resizeServer,
  'switch-phone-server': switchPhoneServer,
} as const
