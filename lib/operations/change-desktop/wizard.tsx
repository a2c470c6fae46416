'use client'

import { lazy, Suspense } from 'react'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { knownCharge } from './charge.ts'
import type { Input } from './contract.ts'
import { ChangeStep } from './steps/change.tsx'
import { priceNoteOf } from './price-note.ts'

// The schema and the review come after the page: neither is needed to begin.
const LazyReview = lazy(() => import('./steps/review.tsx').then(({ Review }) => ({ default: Review })))

const definition: WizardDefinition<Input> = {
  operation: 'change-desktop',
  steps: [{ id: 'change', title: 'change-desktop.steps.change', Content: ChangeStep }],
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: ({ input }) => (
    <Suspense fallback={<SkeletonText lines={8} />}>
      <LazyReview input={input} />
    </Suspense>
  ),
  accountOf: (values) => values.account.accountId,
  charge: knownCharge,
  priceNote: ({ change }) => priceNoteOf(change.way),
  SoFar: () => null,
}

/** Changing a desktop, from what to change to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
