'use client'

import { useTranslations } from 'use-intl/react'
import { readyChoices } from '#components/form/choice.ts'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { SelectField } from '#components/form/select-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { vipCount } from '../vip-count.ts'
import { usePlacement } from './form.ts'

const sources = ['new', 'existing', 'none'] as const

/** Internal addresses that phones share, and the public addresses attached to them. */
export function NetworkAddresses() {
  const t = useTranslations('wizard')
  const { control, answers, set } = usePlacement()
  const { account, model, image, network } = answers
  const phones = model?.phones ?? 1
  const perIp = network?.phonesPerIp
  const addresses =
    perIp !== undefined && perIp >= 1 && perIp <= phones ? vipCount(phones, perIp) : vipCount(phones, undefined)
  const source = network?.eip?.source
  const isSeveral = (image?.count ?? 1) > 1

  const chooseSource = (chosen: string) =>
    set('network.eip', chosen === 'new' ? { source: 'new', type: '5_bgp', count: 1 } : { source: chosen })
  return (
    <>
      <NumberField
        control={control}
        name="network.phonesPerIp"
        label={t('phonesPerIp')}
        help={t('phonesPerIpHelp', { phones, addresses })}
        optional
        min={1}
        max={phones}
      />
      <RadioCardsField
        control={control}
        name="network.eip.source"
        label={t('eip')}
        choices={sources.map((value) => ({
          value,
          label: t(`eipSource.${value}`),
          description: t(`eipSourceHelp.${value}`),
          disabledReason: value === 'existing' && isSeveral ? t('eipForOneServer') : undefined,
        }))}
        onChosen={chooseSource}
      />
      {source === 'new' && <NewAddresses accountId={account?.accountId} max={addresses} />}
      {source === 'existing' && <ExistingAddress accountId={account?.accountId} />}
    </>
  )
}

type AddressProps = { accountId: string | undefined }

function NewAddresses({ accountId, max }: AddressProps & { max: number }) {
  const t = useTranslations('wizard')
  const { control } = usePlacement()
  const lines = useChoices(useLookup(accountId, 'eipLines'), ({ type }) => ({ value: type, label: lineName(t, type) }))
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-6 [&>*]:min-w-56 [&>*]:flex-1">
      <SelectField
        control={control}
        name="network.eip.type"
        label={t('eipLine')}
        choices={lines.state === 'loading' ? readyChoices([{ value: '5_bgp', label: lineName(t, '5_bgp') }]) : lines}
      />
      <NumberField
        control={control}
        name="network.eip.count"
        label={t('eipCount')}
        help={t('eipCountHelp', { max })}
        min={1}
        max={max}
      />
    </div>
  )
}

const lines = ['5_bgp', '5_sbgp', '5_telcom', '5_union'] as const

function lineName(t: ReturnType<typeof useTranslations<'wizard'>>, type: string): string {
  const line = lines.find((one) => one === type)
  return line ? `${t(`line.${line}`)} (${line})` : type
}

function ExistingAddress({ accountId }: AddressProps) {
  const t = useTranslations('wizard')
  const { control } = usePlacement()
  const addresses = useChoices(useLookup(accountId, 'freeEips'), ({ id, address, line, sizeMbps }) => ({
    value: id,
    label: address,
    description: `${line} · ${id}`,
    aside: t('mbps', { size: sizeMbps }),
  }))
  return (
    <ComboboxField
      control={control}
      name="network.eip.eipId"
      label={t('eipExisting')}
      help={t('eipExistingHelp')}
      choices={addresses}
    />
  )
}
