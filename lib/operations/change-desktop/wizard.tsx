'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { ChangeStep } from './steps/change.tsx'
import { priceNoteOf } from './price-note.ts'

const definition: WizardDefinition<Input> = {
  operation: 'change-desktop',
  steps: [{ id: 'change', title: 'change-desktop.steps.change', Content: ChangeStep }],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 8),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: ({ change }) => priceNoteOf(change.way),
  SoFar: () => null,
}

/** Changing a desktop, from what to change to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
