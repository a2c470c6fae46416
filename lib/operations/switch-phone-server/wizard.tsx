'use client'

import { type ComponentType, lazy, Suspense } from 'react'
import type { Control } from 'react-hook-form'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { DisksStep } from '../phone-placement/steps/disks.tsx'
import { NetworkStep } from '../phone-placement/steps/network.tsx'
import type { Input } from './contract.ts'
import { stepTitles } from './step-titles.ts'
import { DangerStep } from './steps/danger.tsx'
import { ImageStep } from './steps/image.tsx'
import { ModelStep } from './steps/model.tsx'
import { PlaceStep } from './steps/place.tsx'
import { PortsStep } from './steps/ports.tsx'
import { TargetStep } from './steps/target.tsx'

// The schema and the review come after the page: neither is needed to begin.
const LazyReview = lazy(() => import('./steps/review.tsx').then(({ Review }) => ({ default: Review })))

const contents: Record<(typeof stepTitles)[number]['id'], ComponentType<{ control: Control<Input> }>> = {
  target: TargetStep,
  account: PlaceStep,
  model: ModelStep,
  image: ImageStep,
  network: NetworkStep,
  access: PortsStep,
  disks: DisksStep,
  danger: DangerStep,
}

const definition: WizardDefinition<Input> = {
  operation: 'switch-phone-server',
  steps: stepTitles.map(({ id, title }) => ({ id, title, Content: contents[id], optional: id === 'access' })),
  loadResolver: async () => (await import('./resolver.ts')).resolver,
  Review: ({ input }) => (
    <Suspense fallback={<SkeletonText lines={16} />}>
      <LazyReview input={input} />
    </Suspense>
  ),
  accountOf: (values) => values.account.accountId,
  charge: () => ({ kind: 'none' }),
  priceNote: () => 'switch-phone-server.noMoney',
  SoFar: () => null,
}

/** Switching a phone server to new hardware, from the server to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
