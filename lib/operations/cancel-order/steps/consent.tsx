'use client'

import type { Control } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { CheckboxField } from '#components/form/checkbox-field.tsx'
import type { Input } from '../contract.ts'

/** That it does not come back, said by the person. */
export function ConsentStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('cancel-order')
  return <CheckboxField control={control} name="consent.isFinal" label={t('consent')} help={t('consentHelp')} />
}
