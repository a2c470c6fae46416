// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import { capability as changePhoneFlavor } from './change-phone-flavor/capability.ts'
import { capability as switchPhoneServer } from './switch-phone-server/capability.ts'

export const rules = {
  'change-phone-flavor': changePhoneFlavor,
  'switch-phone-server': switchPhoneServer,
} as const
