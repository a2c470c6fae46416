'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { codeFact, idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { type PanelProps, ResourcePanel } from '#components/inventory/resource-panel.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { desktopQuery } from '#lib/inventory/desktops-queries.ts'
import { stateOfDesktop } from '#lib/inventory/resource-state.ts'
import { DesktopNotices } from './desktop-notices.tsx'
import { DesktopStatus } from './desktop-status.tsx'

/** A desktop beside its list. */
export function DesktopPanel(props: PanelProps) {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  const found = useQuery(desktopQuery(props.id))
  const desktop = found.data
  return (
    <ResourcePanel
      {...props}
      found={found}
      face={
        desktop && {
          state: stateOfDesktop(desktop),
          status: <DesktopStatus status={desktop.status} task={desktop.task} isGone={desktop.goneAt !== null} filled />,
          notices: <DesktopNotices desktop={desktop} />,
          facts: [
            ...codeFact('product', t('product'), desktop.productId),
            {
              id: 'size',
              label: t('facts.size'),
              value: <ResourceSize vcpus={desktop.vcpus} memoryMib={desktop.memoryMib} />,
            },
            {
              id: 'disks',
              label: words('columns.disks'),
              value: words('diskSummary', { count: desktop.diskCount, size: String(desktop.diskGib) }),
            },
            { id: 'users', label: t('users'), value: desktop.users.join(', ') || t('noUser') },
            { id: 'billing', label: words('columns.billing'), value: <BillingMode mode={desktop.billingMode} /> },
            ...idFact('pool', t('pool'), desktop.poolId),
            ...textFact('addresses', words('columns.addresses'), desktop.addresses.join(', ')),
            ...textFact('image', words('facts.image'), desktop.imageName),
            ...textFact('zone', words('columns.zone'), desktop.zone),
            ...timeFact('created', words('facts.created'), desktop.createdAt),
            ...idFact('id', t('facts.id'), desktop.desktopId),
          ],
        }
      }
    />
  )
}
