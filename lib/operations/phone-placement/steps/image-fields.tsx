'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { imageFits } from '../image-fits.ts'
import { usePlacement } from './form.ts'

/** What runs on the phones of a server flavor. */
export function ImageField({ serverModel }: { serverModel: string | undefined }) {
  const t = useTranslations('wizard')
  const { control, answers } = usePlacement()
  const { account, model } = answers
  const accountId = account?.accountId
  const phoneModels = useLookup(accountId, 'phoneModels')
  const phoneModel = phoneModels.data?.find((row) => row.name === model?.phoneModel && row.serverModel === serverModel)
  const images = useLookup(accountId, 'phoneImages')
  const fits = (row: { label: string }) => phoneModel === undefined || imageFits(row, phoneModel)
  const sorted = { ...images, data: images.data?.toSorted((a, b) => Number(fits(b)) - Number(fits(a))) }
  // The rows are the same, only in another order.
  const choices = useChoices(sorted as typeof images, (row) => ({
    value: row.id,
    label: row.name,
    description: row.id,
    aside: row.custom ? t('imageOwn') : row.os,
    disabledReason: fits(row) ? undefined : t('imageRunsOn', { label: row.label }),
  }))
  return (
    <ComboboxField
      control={control}
      name="image.imageId"
      label={t('image')}
      help={t('imageHelp')}
      disabledReason={model?.phoneModel ? undefined : t('phoneModelFirst')}
      choices={choices}
    />
  )
}

/** With which the phones are signed in to. */
export function KeypairField() {
  const t = useTranslations('wizard')
  const { control, answers } = usePlacement()
  const choices = useChoices(useLookup(answers.account?.accountId, 'keypairs'), ({ name, fingerprint }) => ({
    value: name,
    label: name,
    description: fingerprint,
  }))
  return (
    <ComboboxField
      control={control}
      name="image.keypairName"
      label={t('keypair')}
      help={t('keypairHelp')}
      optional
      choices={choices}
    />
  )
}
