'use client'

import { useTranslations } from 'use-intl/react'
import { NumberField } from '#components/form/number-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { ImageField, KeypairField } from '../../phone-placement/steps/image-fields.tsx'
import { nameMax } from '../server-names.ts'
import { type StepProps, useAnswers } from './form.ts'
import { NamesPreview } from './names-preview.tsx'

/** What runs on the phones, how many servers, and what they are called. */
export function ImageStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const { model, image } = useAnswers(control)
  const { count } = image ?? {}
  const isCount = count !== undefined && Number.isInteger(count) && count >= 1 && count <= 10
  return (
    <>
      <ImageField serverModel={model?.serverModel} />
      <NumberField
        control={control}
        name="image.count"
        label={t('count')}
        unit={t('servers', { count: count ?? 0 })}
        help={
          isCount && model?.phoneModel && model.phones
            ? t('countAndPhones', { count, phones: count * model.phones })
            : t('countHelp')
        }
        min={1}
        max={10}
      />
      <TextField
        control={control}
        name="image.name"
        label={t('name')}
        help={t('nameHelp', { max: nameMax })}
        spellCheck={false}
        autoComplete="off"
        monospace
      />
      <NamesPreview name={image?.name ?? ''} count={isCount ? count : 1} />
      <KeypairField />
    </>
  )
}
