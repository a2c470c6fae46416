'use client'

import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import type { Target } from '../contract.ts'

/** The desktop that the form was opened for, as it was then. */
export function TargetCard({ target }: { target: DeepPartial<Target> }) {
  const t = useTranslations('change-desktop')
  const size = useSize()
  const { name, userName, productId, vcpus, memoryMib, disks = [], billing, zone, host } = target
  const facts = [
    { id: 'user', label: t('user'), value: userName },
    {
      id: 'product',
      label: t('product'),
      value: (
        <>
          {vcpus !== undefined && memoryMib !== undefined && vcpus > 0 && size(vcpus, memoryMib)}
          <span className="block font-mono text-s wrap-anywhere text-muted">{productId}</span>
        </>
      ),
    },
    {
      id: 'disks',
      label: t('disks'),
      value: disks.map(({ volumeId, kind, sizeGib }) => (
        <span key={volumeId} className="me-3 whitespace-nowrap">
          {sizeGib} GB {kind}
        </span>
      )),
    },
    { id: 'billing', label: t('billing.label'), value: billing && t(`billing.${billing}`) },
    { id: 'host', label: t('host'), value: host?.name },
    { id: 'zone', label: t('zone'), value: zone },
  ]
  return (
    <Card title={name} headingLevel={3}>
      <DefinitionList rows={facts.filter(({ value }) => value !== undefined && value !== '')} />
    </Card>
  )
}

/** A size in words: `4 vCPU · 8 GiB`. */
export function useSize() {
  const t = useTranslations('change-desktop')
  const format = useFormat()
  return (vcpus: number, memoryMib: number) =>
    t('size', { vcpus, memory: format.number(Math.round(memoryMib / 102.4) / 10) })
}
