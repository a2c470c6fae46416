'use client'

import { useTranslations } from 'use-intl/react'
import { SwitchField } from '#components/form/checkbox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { type StepProps, useAnswers, useSet } from './form.ts'

const monthsMax = 9
const yearsMax = 10

/** For how long, and how it is paid. */
export function TermStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const { term } = useAnswers(control)
  const set = useSet()
  const { note, shown } = useResetNote()
  const isMonth = term?.unit === 'month'
  const chooseUnit = (unit: string) => {
    const isTooLong = unit === 'month' && (term?.count ?? 1) > monthsMax
    if (isTooLong) set('term.count', monthsMax)
    note(isTooLong ? [t('termCount')] : [])
  }
  return (
    <>
      <RadioCardsField
        control={control}
        name="term.unit"
        label={t('termUnit')}
        columns={2}
        choices={[
          { value: 'month', label: t('termUnits.month'), description: t('termUnitsHelp.month') },
          { value: 'year', label: t('termUnits.year'), description: t('termUnitsHelp.year') },
        ]}
        onChosen={chooseUnit}
      />
      <NumberField
        control={control}
        name="term.count"
        label={t('termCount')}
        unit={isMonth ? t('months', { count: term.count ?? 0 }) : t('years', { count: term?.count ?? 0 })}
        min={1}
        max={isMonth ? monthsMax : yearsMax}
      />
      {shown}
      <SwitchField control={control} name="term.autoRenew" label={t('autoRenew')} help={t('autoRenewHelp')} />
      <Alert tone="neutral" title={t('payment')}>
        {t('paymentHelp')}
      </Alert>
    </>
  )
}
