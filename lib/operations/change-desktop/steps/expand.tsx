'use client'

import { useTranslations } from 'use-intl/react'
import { NumberField } from '#components/form/number-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { diskSizes } from '../ways.ts'
import { fieldsOf, type StepProps, useAnswers, useSet } from './form.ts'

/** Which disk, and how large it becomes. */
export function ExpandFields({ control }: StepProps) {
  const t = useTranslations('change-desktop')
  const set = useSet()
  const answers = useAnswers(control)
  const disks = answers.target?.disks ?? []
  const { volumeId } = fieldsOf(answers, 'expand')
  const chosen = disks.find((disk) => disk.volumeId === volumeId)
  const { max, step } = diskSizes
  const min = chosen ? Math.floor(chosen.sizeGib / step) * step + step : diskSizes.min
  return (
    <>
      <RadioCardsField
        control={control}
        name="change.volumeId"
        label={t('disk')}
        columns={2}
        choices={disks.map((disk) => ({
          value: disk.volumeId,
          label: `${disk.isSystem ? t('systemDisk') : t('dataDisk')} · ${disk.kind}`,
          description: disk.name,
          aside: t('diskNow', { size: disk.sizeGib }),
        }))}
        onChosen={() => set('change.newSize', undefined)}
      />
      <NumberField
        control={control}
        name="change.newSize"
        label={t('newSize')}
        unit="GB"
        help={t('expandHelp', { min, max })}
        disabledReason={chosen ? undefined : t('errors.diskChoose')}
        min={min}
        max={max}
        step={step}
      />
      <p className="text-muted">{t('expandSystem')}</p>
    </>
  )
}
