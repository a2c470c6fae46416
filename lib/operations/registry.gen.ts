// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import { operation as buyPhoneServers } from './buy-phone-servers/operation.ts'
import { operation as changeDesktop } from './change-desktop/operation.ts'
import { operation as changePhoneFlavor } from './change-phone-flavor/operation.ts'
import { operation as resizeServer } from './resize-server/operation.ts'
import { operation as switchPhoneServer } from './switch-phone-server/operation.ts'

export const operations = {
  'buy-phone-servers': buyPhoneServers,
  'change-desktop': changeDesktop,
  'change-phone-flavor': changePhoneFlavor,
  'resize-server': resizeServer,
  'switch-phone-server': switchPhoneServer,
} as const

export type OperationKey = keyof typeof operations
