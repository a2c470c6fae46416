'use client'

import { useTranslations } from 'use-intl/react'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { usePreflight } from '#components/wizard/use-preflight.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import { vipCount } from '../../phone-placement/vip-count.ts'
import type { Input } from '../contract.ts'

/** Quota, addresses and stock that the new hardware takes while the old one still stands, with what the cloud tells of them. */
export function ExtraNeeds() {
  const t = useTranslations('switch-phone-server.danger')
  const text = useText()
  // A form under way: anything may still be missing.
  const { account, target, model, network } = useWatch<Input>() as DeepPartial<Input>
  const accountId = account?.accountId
  const subnets = useLookup(accountId, 'subnets', network?.vpcId)
  const { data: preflight } = usePreflight(accountId)
  const quota = preflight?.lines.find(({ key }) => key === 'quota')
  const eips = network?.eip?.source === 'new' ? (network.eip.count ?? 1) : 0
  const subnet = subnets.data?.find(({ id }) => id === network?.subnetId)
  const addresses = vipCount(model?.phones ?? 1, network?.phonesPerIp)
  const rows = [
    { id: 'server', what: t('extraServer', { model: target?.serverModel ?? '' }), note: t('extraServerText') },
    {
      id: 'addresses',
      what: t('extraAddresses', { count: addresses }),
      note:
        subnet?.freeAddresses === undefined
          ? undefined
          : t('extraAddressesText', { subnet: subnet.name, free: subnet.freeAddresses }),
    },
    ...(eips === 0
      ? []
      : [{ id: 'public', what: t('extraPublic', { count: eips }), note: quota && text(quota.words) }]),
  ]
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-l font-strong">{t('extra')}</h3>
      <ul className="flex flex-col gap-2">
        {rows.map(({ id, what, note }) => (
          <li key={id}>
            {what}
            {note !== undefined && <span className="block text-m text-muted">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
