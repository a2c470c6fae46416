'use client'

import { useTranslations } from 'use-intl/react'
import { ChoicesFailed } from '#components/form/choices-failed.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { PhoneModelField } from '../../phone-placement/steps/phone-model.tsx'
import { type StepProps, useAnswers, useSet } from './form.ts'

/** The hardware, and the phones that run on it. */
export function ModelStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const { account, model } = useAnswers(control)
  const set = useSet()
  const { note, shown } = useResetNote()
  const servers = useChoices(useLookup(account?.accountId, 'serverModels'), (row) => ({
    value: row.name,
    label: row.name,
    description: t(row.cloudDisks ? 'serverModelWithDisks' : 'serverModelFacts', {
      hardware: row.hardware,
      cpu: row.cpu,
      memory: row.memoryGb,
    }),
    aside: row.gaming ? t('gaming') : undefined,
  }))

  const chooseServer = () => {
    set('model.phoneModel', undefined)
    set('model.phones', 1)
    set('model.generation', '1.0')
    note(model?.phoneModel ? [t('phoneModel')] : [])
  }
  return (
    <>
      {servers.state !== 'ready' && (
        <div className="flex flex-col gap-2">
          <p className="text-l font-strong">{t('serverModel')}</p>
          {servers.state === 'loading' ? <CardsWaiting /> : <ChoicesFailed choices={servers} />}
        </div>
      )}
      {servers.state === 'ready' && (
        <RadioCardsField
          control={control}
          name="model.serverModel"
          label={t('serverModel')}
          choices={servers.choices}
          onChosen={chooseServer}
        />
      )}
      <PhoneModelField serverModel={model?.serverModel} />
      {!model?.phoneModel && shown}
    </>
  )
}

const CardsWaiting = () => (
  <div className="flex flex-col gap-2" aria-hidden="true">
    {Array.from({ length: 5 }, (_, index) => (
      <Skeleton key={index} className="h-18 w-full rounded-m" />
    ))}
  </div>
)
