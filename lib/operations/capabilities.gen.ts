// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import { capability as changeDesktop } from './change-desktop/capability.ts'
import { capability as changePhoneFlavor } from './change-phone-flavor/capability.ts'
import { capability as resizeServer } from './resize-server/capability.ts'
import { capability as switchPhoneServer } from './switch-phone-server/capability.ts'

export const rules = {
  'change-desktop': changeDesktop,
  'change-phone-flavor': changePhoneFlavor,
  'resize-server': resizeServer,
  'switch-phone-server': switchPhoneServer,
} as const
