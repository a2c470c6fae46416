'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { FlavorStep } from './steps/flavor.tsx'
import { PowerStep } from './steps/power.tsx'
import { TargetStep } from './steps/target.tsx'

const definition: WizardDefinition<Input> = {
  operation: 'resize-server',
  steps: [
    { id: 'target', title: 'resize-server.steps.target', Content: TargetStep },
    { id: 'flavor', title: 'resize-server.steps.flavor', Content: FlavorStep },
    { id: 'power', title: 'resize-server.steps.power', Content: PowerStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 8),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: ({ target }) => `resize-server.priceNote.${target.billing === 'prepaid' ? 'prepaid' : 'pay_per_use'}`,
  SoFar: () => null,
}

/** Resizing an ECS server, from the server to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
