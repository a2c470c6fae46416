'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import type { Input } from './contract.ts'
import { ConsentStep } from './steps/consent.tsx'
import { TargetStep } from './steps/target.tsx'

const definition: WizardDefinition<Input> = {
  operation: 'cancel-order',
  steps: [
    { id: 'target', title: 'cancel-order.steps.target', Content: TargetStep },
    { id: 'consent', title: 'cancel-order.steps.consent', Content: ConsentStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 8),
  accountOf: (values) => values.account.accountId,
  charge: () => ({ kind: 'none' }),
  priceNote: () => 'cancel-order.thenNothing',
  SoFar: () => null,
}

/** Cancelling an unpaid order, from the order to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
