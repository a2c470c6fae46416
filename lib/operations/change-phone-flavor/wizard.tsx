'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { FlavorStep } from './steps/flavor.tsx'
import { TargetStep } from './steps/target.tsx'

const definition: WizardDefinition<Input> = {
  operation: 'change-phone-flavor',
  steps: [
    { id: 'target', title: 'wizard.step.target', Content: TargetStep },
    { id: 'flavor', title: 'wizard.step.flavor', Content: FlavorStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 8),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: () => 'wizard.differenceNote',
  SoFar: () => null,
}

/** Changing the flavor of a phone server, from the server to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
