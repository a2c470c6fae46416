// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.

export const wizards = {
  'buy-phone-servers': () => import('./buy-phone-servers/wizard.tsx'),
  'cancel-order': () => import('./cancel-order/wizard.tsx'),
  'change-desktop': () => import('./change-desktop/wizard.tsx'),
  'change-phone-flavor': () => import('./change-phone-flavor/wizard.tsx'),
  'pay-order': () => import('./pay-order/wizard.tsx'),
  'resize-server': () => import('./resize-server/wizard.tsx'),
  'switch-phone-server': () => import('./switch-phone-server/wizard.tsx'),
} as const
