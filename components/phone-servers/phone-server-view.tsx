'use client'

import { useQuery } from '@tanstack/react-query'
import { ActionsCard } from '#components/inventory/actions-card.tsx'
import { GoneNotice } from '#components/inventory/gone-notice.tsx'
import { RelatedCard } from '#components/inventory/related-card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { phoneServerQuery } from '#lib/inventory/queries.ts'
import { stateOfPhoneServer } from '#lib/inventory/resource-state.ts'
import { ServerFacts } from './server-facts.tsx'
import { DisksCard, NetworkCard } from './server-network.tsx'
import { PhoneTable } from './phone-table.tsx'
import { ServerStatus } from './server-status.tsx'

type Props = {
  serverId: string
  /** Whether the person may ask for it on this account. */
  isAllowed: boolean
}

/** One phone server with its phones. */
export function PhoneServerView({ serverId, isAllowed }: Props) {
  const { data: server } = useQuery(phoneServerQuery(serverId))
  if (!server) return null
  const { account, goneAt, name, serverModel, phoneModel, status, seenAt } = server
  return (
    <>
      <PageHeader
        context={
          <>
            <ServerStatus status={status} isGone={goneAt !== null} filled />
            <span>
              {account.name} · {account.region}
            </span>
            <span className="font-mono">
              {serverModel} · {phoneModel}
            </span>
          </>
        }
        title={name}
        asOf={<AsOf at={seenAt} />}
      />
      <GoneNotice goneAt={goneAt} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="min-w-0 max-xl:order-2">
          <PhoneTable server={server} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ActionsCard
            of={{ state: stateOfPhoneServer(server), accountId: account.id, resourceId: serverId, isAllowed }}
          />
          <RelatedCard related={server} />
          <ServerFacts server={server} />
          <NetworkCard server={server} />
          <DisksCard volumes={server.volumes} />
        </div>
      </div>
    </>
  )
}
