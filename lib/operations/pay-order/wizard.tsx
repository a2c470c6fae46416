'use client'

import { lazy, Suspense } from 'react'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { MeansStep } from './steps/means.tsx'
import { TargetStep } from './steps/target.tsx'

// The schema and the review come after the page: neither is needed to begin.
const LazyReview = lazy(() => import('./steps/review.tsx').then(({ Review }) => ({ default: Review })))

const definition: WizardDefinition<Input> = {
  operation: 'pay-order',
  steps: [
    { id: 'target', title: 'pay-order.steps.target', Content: TargetStep },
    { id: 'means', title: 'pay-order.steps.means', Content: MeansStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: ({ input }) => (
    <Suspense fallback={<SkeletonText lines={8} />}>
      <LazyReview input={input} />
    </Suspense>
  ),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: () => 'pay-order.priceNote',
  SoFar: () => null,
}

/** Paying an order that is there already, from the order to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
