'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import type { Control } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { TextField } from '#components/form/text-field.tsx'
import { OperationWizard, type WizardDefinition } from '#components/wizard/operation-wizard.tsx'
import { useHost, type WizardProps } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { Input, pathOf, toBody } from './contract.ts'
import { operation } from './operation.ts'

function FlavorStep({ control }: { control: Control<Input> }) {
  // The area is gathered when the operation is added.
  const t = useTranslations('resize-by-the-hour' as never)
  const word = (key: string) => t(key as never)
  return <TextField control={control} name="flavor.id" label={word('flavor')} help={word('help')} />
}

function Review({ input }: { input: Input }) {
  const { accounts } = useHost()
  const parsed = Input.safeParse(input)
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return null
  return (
    <WizardReview
      account={account}
      steps={[{ id: 'flavor', title: 'operationTitles.resize-by-the-hour.title' }]}
      rows={operation.summarize(parsed.data, {})}
      charge={{ kind: 'none' }}
      priceNote="quote.noCharge"
      call={{ method: 'POST', path: pathOf(account.projectId, input.target.id), body: toBody(parsed.data) }}
      callHelp="wizard.call.helpPlain"
      equivalents={[]}
    />
  )
}

const definition: WizardDefinition<Input> = {
  operation: 'resize-by-the-hour',
  steps: [{ id: 'flavor', title: 'operationTitles.resize-by-the-hour.title', Content: FlavorStep }],
  loadResolver: async () => zodResolver(Input),
  Review,
  accountOf: ({ account }) => account.accountId,
  charge: () => ({ kind: 'none' }),
  priceNote: () => undefined,
  SoFar: () => null,
}

export const Wizard = (props: WizardProps) => <OperationWizard definition={definition} {...props} />
