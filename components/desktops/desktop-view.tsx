'use client'

import { useQuery } from '@tanstack/react-query'
import { ActionsCard } from '#components/inventory/actions-card.tsx'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { DisksCard } from '#components/inventory/disks-card.tsx'
import { GoneNotice } from '#components/inventory/gone-notice.tsx'
import { RelatedCard } from '#components/inventory/related-card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { desktopQuery } from '#lib/inventory/desktops-queries.ts'
import { stateOfDesktop } from '#lib/inventory/resource-state.ts'
import { DesktopBilling } from './desktop-billing.tsx'
import { DesktopFacts, DesktopNetwork } from './desktop-facts.tsx'
import { DesktopNotices } from './desktop-notices.tsx'
import { DesktopStatus } from './desktop-status.tsx'

type Props = { desktopId: string; /** Whether the person may ask for changes on its account. */ isAllowed: boolean }

/** One desktop, with how it is paid and what that means for changing it. */
export function DesktopView({ desktopId, isAllowed }: Props) {
  const { data: desktop } = useQuery(desktopQuery(desktopId))
  if (!desktop) return null
  const { account, billingMode, disks, goneAt, name, seenAt, status, task } = desktop
  return (
    <>
      <PageHeader
        context={
          <>
            <DesktopStatus status={status} task={task} isGone={goneAt !== null} filled />
            <span>
              {account.name} · {account.region}
            </span>
            <BillingMode mode={billingMode} />
          </>
        }
        title={name}
        asOf={seenAt !== null && <AsOf at={seenAt} />}
      />
      <GoneNotice goneAt={goneAt} />
      <DesktopNotices desktop={desktop} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <DesktopBilling desktop={desktop} />
          <DesktopFacts desktop={desktop} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ActionsCard
            of={{ state: stateOfDesktop(desktop), accountId: account.id, resourceId: desktopId, isAllowed }}
          />
          <RelatedCard related={desktop} />
          <DisksCard disks={disks.map(({ volumeId, kind, ...disk }) => ({ ...disk, id: volumeId, type: kind }))} />
          <DesktopNetwork desktop={desktop} />
        </div>
      </div>
    </>
  )
}
