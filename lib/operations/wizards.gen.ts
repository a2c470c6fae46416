// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.

export const wizards = {
  'buy-phone-servers': () => import('./buy-phone-servers/wizard-later.tsx'),
  'cancel-order': () => import('./cancel-order/wizard-later.tsx'),
  'change-desktop': () => import('./change-desktop/wizard-later.tsx'),
  'change-phone-flavor': () => import('./change-phone-flavor/wizard-later.tsx'),
  'pay-order': () => import('./pay-order/wizard-later.tsx'),
  'resize-server': () => import('./resize-server/wizard-later.tsx'),
  'switch-phone-server': () => import('./switch-phone-server/wizard-later.tsx'),
} as const
