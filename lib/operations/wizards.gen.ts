// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.

export const wizards = {
  'buy-phone-servers': () => import('./buy-phone-servers/wizard.tsx'),
  'change-phone-flavor': () => import('./change-phone-flavor/wizard.tsx'),
  'switch-phone-server': () => import('./switch-phone-server/wizard.tsx'),
} as const
