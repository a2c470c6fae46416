'use client'

import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { AccessStep } from '../phone-placement/steps/access.tsx'
import { DisksStep } from '../phone-placement/steps/disks.tsx'
import { NetworkStep } from '../phone-placement/steps/network.tsx'
import type { Input } from './contract.ts'
import { AccountStep } from './steps/account.tsx'
import { ImageStep } from './steps/image.tsx'
import { ModelStep } from './steps/model.tsx'
import { SoFar } from './steps/so-far.tsx'
import { TermStep } from './steps/term.tsx'
import { knownProducts } from './steps/known-products.ts'

const definition: WizardDefinition<Input> = {
  operation: 'buy-phone-servers',
  steps: [
    { id: 'account', title: 'wizard.step.account', Content: AccountStep },
    { id: 'model', title: 'wizard.step.model', Content: ModelStep },
    { id: 'image', title: 'wizard.step.image', Content: ImageStep },
    { id: 'network', title: 'wizard.step.network', Content: NetworkStep },
    { id: 'access', title: 'wizard.step.access', Content: AccessStep, optional: true },
    { id: 'disks', title: 'wizard.step.disks', Content: DisksStep },
    { id: 'term', title: 'wizard.step.term', Content: TermStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: reviewLater(() => import('./steps/review.tsx'), 16),
  accountOf: (values) => values.account.accountId,
  charge: (values) => {
    const products = knownProducts(values)
    return products && { kind: 'purchase', products }
  },
  priceNote: (values) =>
    values.disks.generation === '2.0' && knownProducts(values)?.every(({ kind }) => kind !== 'disk')
      ? 'wizard.priceWithoutDisks'
      : 'wizard.priceWithoutNetwork',
  SoFar,
}

/** Buying phone servers, from the account to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
