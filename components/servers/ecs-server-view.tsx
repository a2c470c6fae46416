'use client'

import { useQuery } from '@tanstack/react-query'
import { ActionsCard } from '#components/inventory/actions-card.tsx'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { DisksCard } from '#components/inventory/disks-card.tsx'
import { GoneNotice } from '#components/inventory/gone-notice.tsx'
import { RelatedCard } from '#components/inventory/related-card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { ecsServerQuery } from '#lib/inventory/ecs-servers-queries.ts'
import { stateOfEcsServer } from '#lib/inventory/resource-state.ts'
import { EcsBilling, EcsFacts, EcsNetwork } from './ecs-server-facts.tsx'
import { EcsServerNotices } from './ecs-server-notices.tsx'
import { EcsServerStatus } from './ecs-server-status.tsx'

type Props = { serverId: string; /** Whether the person may ask for changes on its account. */ isAllowed: boolean }

/** One ECS server. */
export function EcsServerView({ serverId, isAllowed }: Props) {
  const { data: server } = useQuery(ecsServerQuery(serverId))
  if (!server) return null
  const { account, billingMode, disks, flavorId, goneAt, name, seenAt, status, task } = server
  return (
    <>
      <PageHeader
        context={
          <>
            <EcsServerStatus status={status} task={task} isGone={goneAt !== null} filled />
            <span>
              {account.name} · {account.region}
            </span>
            <span className="font-mono">{flavorId}</span>
            <BillingMode mode={billingMode} />
          </>
        }
        title={name}
        asOf={seenAt !== null && <AsOf at={seenAt} />}
      />
      <GoneNotice goneAt={goneAt} />
      <EcsServerNotices server={server} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <EcsBilling server={server} />
          <EcsFacts server={server} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ActionsCard
            of={{ state: stateOfEcsServer(server), accountId: account.id, resourceId: serverId, isAllowed }}
          />
          <RelatedCard related={server} />
          <EcsNetwork server={server} />
          <DisksCard disks={disks.map((disk) => ({ ...disk, name: '', type: '', sizeGib: null }))} />
        </div>
      </div>
    </>
  )
}
