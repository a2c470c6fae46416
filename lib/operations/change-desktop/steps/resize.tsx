'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { type StepProps, useAnswers, useSet } from './form.ts'
import { useSize } from './target.tsx'

const packages = ['agile', 'enterprise', 'general', 'solver', 'ultimate', 'workstation'] as const

/** What the desktop could become; what it cannot become stands there with the reason. */
export function ResizeFields({ control }: StepProps) {
  const t = useTranslations('change-desktop')
  const set = useSet()
  const size = useSize()
  const { account, target } = useAnswers(control)
  const products = useLookup(account?.accountId, 'desktopProducts', target?.id)
  const packageOf = (name: string) => {
    const known = packages.find((each) => each === name)
    return known ? t(`packages.${known}`) : t('packages.other', { name })
  }
  const choices = useChoices(products, (row) => ({
    value: row.id,
    label: [size(row.vcpus, row.memoryMib), packageOf(row.packageType), row.gpu && t('gpu')]
      .filter(Boolean)
      .join(' · '),
    description: row.id,
  }))
  return (
    <ComboboxField
      control={control}
      name="change.productId"
      label={t('product')}
      help={t('productHelp')}
      choices={choices}
      onChosen={(id) => {
        const row = products.data?.find((each) => each.id === id)
        set('change.vcpus', row?.vcpus)
        set('change.memoryMib', row?.memoryMib)
      }}
    />
  )
}
