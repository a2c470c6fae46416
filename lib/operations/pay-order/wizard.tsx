'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { MeansStep } from './steps/means.tsx'
import { TargetStep } from './steps/target.tsx'

const definition: WizardDefinition<Input> = {
  operation: 'pay-order',
  steps: [
    { id: 'target', title: 'pay-order.steps.target', Content: TargetStep },
    { id: 'means', title: 'pay-order.steps.means', Content: MeansStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 8),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: () => 'pay-order.priceNote',
  SoFar: () => null,
}

/** Paying an order that is there already, from the order to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
