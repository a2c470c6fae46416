'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { imageFits } from '../image-fits.ts'
import { nameMax } from '../server-names.ts'
import { type StepProps, useAnswers } from './form.ts'
import { NamesPreview } from './names-preview.tsx'

/** What runs on the phones, how many servers, and what they are called. */
export function ImageStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const { account, model, image } = useAnswers(control)
  const accountId = account?.accountId
  const phoneModels = useLookup(accountId, 'phoneModels')
  const phoneModel = phoneModels.data?.find(
    (row) => row.name === model?.phoneModel && row.serverModel === model.serverModel,
  )
  const images = useLookup(accountId, 'phoneImages')
  const fits = (row: { label: string }) => phoneModel === undefined || imageFits(row, phoneModel)
  const sorted = { ...images, data: images.data?.toSorted((a, b) => Number(fits(b)) - Number(fits(a))) }
  // The rows are the same, only in another order.
  const imageChoices = useChoices(sorted as typeof images, (row) => ({
    value: row.id,
    label: row.name,
    description: row.id,
    aside: row.custom ? t('imageOwn') : row.os,
    disabledReason: fits(row) ? undefined : t('imageRunsOn', { label: row.label }),
  }))
  const keypairs = useChoices(useLookup(accountId, 'keypairs'), ({ name, fingerprint }) => ({
    value: name,
    label: name,
    description: fingerprint,
  }))
  const { count } = image ?? {}
  const isCount = count !== undefined && Number.isInteger(count) && count >= 1 && count <= 10
  return (
    <>
      <ComboboxField
        control={control}
        name="image.imageId"
        label={t('image')}
        help={t('imageHelp')}
        disabledReason={model?.phoneModel ? undefined : t('phoneModelFirst')}
        choices={imageChoices}
      />
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
      <ComboboxField
        control={control}
        name="image.keypairName"
        label={t('keypair')}
        help={t('keypairHelp')}
        optional
        choices={keypairs}
      />
    </>
  )
}
