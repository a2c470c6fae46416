'use client'

import { useTranslations } from 'use-intl/react'
import { SwitchField } from '#components/form/checkbox-field.tsx'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { withParams } from '#lib/errors.ts'
import { vipCount } from '../vip-count.ts'
import { usePlacement } from './form.ts'

/** VPC, subnet and IPv6: each narrows the next. */
export function NetworkPlace() {
  const t = useTranslations('wizard')
  const text = useText()
  const { control, answers, set } = usePlacement()
  const { account, model, image, network } = answers
  const { note, shown } = useResetNote()
  const accountId = account?.accountId
  const vpcs = useChoices(useLookup(accountId, 'vpcs'), ({ id, name, cidr }) => ({
    value: id,
    label: name,
    description: id,
    aside: cidr,
  }))
  const needed = (image?.count ?? 1) * vipCount(model?.phones ?? 1, network?.phonesPerIp)
  const subnetRows = useLookup(accountId, 'subnets', network?.vpcId)
  const subnets = useChoices(subnetRows, ({ id, name, cidr, freeAddresses, ipv6 }) => ({
    value: id,
    label: name,
    description: [cidr, ...(ipv6 ? ['IPv6'] : [])].join(' · '),
    aside: freeAddresses === undefined ? undefined : t('freeAddresses', { count: freeAddresses }),
    disabledReason:
      freeAddresses !== undefined && freeAddresses > 0 && freeAddresses < needed
        ? text(withParams('errors.subnetTooSmall', { free: freeAddresses, needed }))
        : undefined,
  }))
  const subnet = subnetRows.data?.find(({ id }) => id === network?.subnetId)
  const hasIpv6 = subnet?.ipv6 === true

  const chooseVpc = () => {
    set('network.subnetId', undefined)
    set('network.ipv6', { enabled: false })
    note([...(network?.subnetId ? [t('subnet')] : []), ...(network?.ipv6?.enabled ? [t('ipv6')] : [])])
  }
  const chooseSubnet = (id: string | undefined) => {
    const chosen = subnetRows.data?.find((row) => row.id === id)
    if (chosen?.ipv6 !== false || network?.ipv6?.enabled !== true) return
    set('network.ipv6', { enabled: false })
    note([t('ipv6')])
  }
  return (
    <>
      <ComboboxField control={control} name="network.vpcId" label={t('vpc')} choices={vpcs} onChosen={chooseVpc} />
      <ComboboxField
        control={control}
        name="network.subnetId"
        label={t('subnet')}
        help={t('subnetHelp', { count: needed })}
        disabledReason={network?.vpcId === undefined ? t('vpcFirst') : undefined}
        choices={subnets}
        onChosen={chooseSubnet}
      />
      {shown}
      <SwitchField
        control={control}
        name="network.ipv6.enabled"
        label={t('ipv6')}
        help={t('ipv6Help')}
        disabledReason={
          ipv6Reason(network?.subnetId, hasIpv6) && t(ipv6Reason(network?.subnetId, hasIpv6) ?? 'subnetFirst')
        }
        onToggled={(enabled) => set('network.ipv6', { enabled })}
      />
      {network?.ipv6?.enabled === true && <Ipv6Bandwidth accountId={accountId} />}
    </>
  )
}

const ipv6Reason = (subnetId: string | undefined, hasIpv6: boolean) =>
  subnetId === undefined ? 'subnetFirst' : hasIpv6 ? undefined : 'subnetWithoutIpv6'

function Ipv6Bandwidth({ accountId }: { accountId: string | undefined }) {
  const t = useTranslations('wizard')
  const { control } = usePlacement()
  const bandwidths = useChoices(useLookup(accountId, 'sharedBandwidths'), ({ id, name, sizeMbps }) => ({
    value: id,
    label: name,
    description: id,
    aside: t('mbps', { size: sizeMbps }),
  }))
  return (
    <ComboboxField
      control={control}
      name="network.ipv6.bandwidthId"
      label={t('ipv6Bandwidth')}
      help={t('ipv6BandwidthHelp')}
      optional
      choices={bandwidths}
    />
  )
}
