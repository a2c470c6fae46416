'use client'

import { lazy, Suspense } from 'react'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import type { Input } from './contract.ts'
import { ConsentStep } from './steps/consent.tsx'
import { TargetStep } from './steps/target.tsx'

// The schema and the review come after the page: neither is needed to begin.
const LazyReview = lazy(() => import('./steps/review.tsx').then(({ Review }) => ({ default: Review })))

const definition: WizardDefinition<Input> = {
  operation: 'cancel-order',
  steps: [
    { id: 'target', title: 'cancel-order.steps.target', Content: TargetStep },
    { id: 'consent', title: 'cancel-order.steps.consent', Content: ConsentStep },
  ],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: ({ input }) => (
    <Suspense fallback={<SkeletonText lines={8} />}>
      <LazyReview input={input} />
    </Suspense>
  ),
  accountOf: (values) => values.account.accountId,
  charge: () => ({ kind: 'none' }),
  priceNote: () => 'cancel-order.thenNothing',
  SoFar: () => null,
}

/** Cancelling an unpaid order, from the order to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
