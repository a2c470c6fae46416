'use client'

import { useTranslations } from 'use-intl/react'
import { SwitchField } from '#components/form/checkbox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { termCountMax } from '../ways.ts'
import { fieldsOf, type StepProps, useAnswers, useSet } from './form.ts'

/** For how long a desktop is paid in advance from now on. */
export function PeriodFields({ control }: StepProps) {
  const t = useTranslations('wizard')
  const words = useTranslations('change-desktop')
  const set = useSet()
  const { note, shown } = useResetNote()
  const { unit, count = 1 } = fieldsOf(useAnswers(control), 'period')
  const max = termCountMax(unit ?? 'month')
  const chooseUnit = (chosen: string) => {
    const most = termCountMax(chosen === 'year' ? 'year' : 'month')
    if (count > most) set('change.count', most)
    note(count > most ? [t('termCount')] : [])
  }
  return (
    <>
      <p className="text-muted">{words('periodWhat')}</p>
      <RadioCardsField
        control={control}
        name="change.unit"
        label={t('termUnit')}
        columns={2}
        choices={[
          { value: 'month', label: t('termUnits.month'), description: words('termHelp.month') },
          { value: 'year', label: t('termUnits.year'), description: words('termHelp.year') },
        ]}
        onChosen={chooseUnit}
      />
      <NumberField
        control={control}
        name="change.count"
        label={t('termCount')}
        unit={unit === 'year' ? t('years', { count }) : t('months', { count })}
        min={1}
        max={max}
      />
      {shown}
      <SwitchField control={control} name="change.autoRenew" label={t('autoRenew')} help={t('autoRenewHelp')} />
    </>
  )
}
