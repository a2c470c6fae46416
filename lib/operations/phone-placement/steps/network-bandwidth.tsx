'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { withParams } from '#lib/errors.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { usePlacement } from './form.ts'

/** A bandwidth of its own for each server, or a shared one that exists already. */
export function NetworkBandwidth() {
  const t = useTranslations('wizard')
  const { control, answers, set } = usePlacement()
  const { account, network } = answers
  const share = network?.bandwidth?.share
  return (
    <>
      <RadioCardsField
        control={control}
        name="network.bandwidth.share"
        label={t('bandwidthShare')}
        columns={2}
        choices={[
          { value: 'dedicated', label: t('bandwidthDedicated'), description: t('bandwidthDedicatedHelp') },
          { value: 'shared', label: t('bandwidthShared'), description: t('bandwidthSharedHelp') },
        ]}
        onChosen={(chosen) => set('network.bandwidth', { share: chosen, chargeMode: 'traffic' })}
      />
      {share === 'dedicated' && <DedicatedBandwidth />}
      {share === 'shared' && <SharedBandwidth accountId={account?.accountId} />}
    </>
  )
}

function DedicatedBandwidth() {
  const t = useTranslations('wizard')
  const { control } = usePlacement()
  return (
    <>
      <NumberField
        control={control}
        name="network.bandwidth.sizeMbps"
        label={t('bandwidthSize')}
        help={t('bandwidthSizeHelp')}
        unit="Mbit/s"
        min={1}
        max={2000}
        step={5}
      />
      <RadioCardsField
        control={control}
        name="network.bandwidth.chargeMode"
        label={t('chargeMode')}
        columns={2}
        choices={(['bandwidth', 'traffic'] as const).map((value) => ({
          value,
          label: t(`charge.${value}`),
          description: t(`chargeHelp.${value}`),
        }))}
      />
    </>
  )
}

/** How a shared bandwidth is billed was settled when it was bought: the form only repeats it. */
function SharedBandwidth({ accountId }: { accountId: string | undefined }) {
  const t = useTranslations('wizard')
  const text = useText()
  const { control, answers, set } = usePlacement()
  const { image, network } = answers
  const { eip, bandwidth } = network ?? {}
  const needed = eip?.source === 'new' ? (eip.count ?? 1) * (image?.count ?? 1) : eip?.source === 'existing' ? 1 : 0
  const rows = useLookup(accountId, 'sharedBandwidths')
  const choices = useChoices(rows, ({ id, name, sizeMbps, eips, room }) => ({
    value: id,
    label: name,
    description: id,
    aside: t('bandwidthFacts', { size: sizeMbps, addresses: eips }),
    disabledReason:
      room !== undefined && room > 0 && room < needed
        ? text(withParams('errors.bandwidthFull', { room, needed }))
        : undefined,
  }))
  const choose = (id: string | undefined) => {
    const chosen = rows.data?.find((row) => row.id === id)
    if (chosen) set('network.bandwidth.chargeMode', chosen.chargeMode)
  }
  return (
    <ComboboxField
      control={control}
      name="network.bandwidth.bandwidthId"
      label={t('bandwidthShared')}
      help={
        bandwidth?.share === 'shared' && bandwidth.bandwidthId && bandwidth.chargeMode
          ? t(`chargeModeOfShared.${bandwidth.chargeMode}`)
          : undefined
      }
      choices={choices}
      onChosen={choose}
    />
  )
}
