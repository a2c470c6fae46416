'use client'

import type { ComponentType } from 'react'
import type { Control } from 'react-hook-form'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { reviewLater } from '#components/wizard/review-later.tsx'
import type { WizardProps } from '#components/wizard/wizard-host.ts'
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
  Review: reviewLater(() => import('./steps/review.tsx'), 16),
  accountOf: (values) => values.account.accountId,
  charge: () => ({ kind: 'none' }),
  priceNote: () => 'switch-phone-server.noMoney',
  SoFar: () => null,
}

/** Switching a phone server to new hardware, from the server to the review. */
export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
