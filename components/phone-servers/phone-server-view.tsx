'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { phoneServerQuery } from '#lib/inventory/queries.ts'
import { OriginCard, ServerFacts } from './server-facts.tsx'
import { ActionsCard } from '#components/inventory/actions-card.tsx'
import { DisksCard, NetworkCard } from './server-network.tsx'
import { PhoneTable } from './phone-table.tsx'
import { ServerStatus } from './server-status.tsx'

type Props = {
  serverId: string
  /** What there is to be done with a phone server; `title` is a message key. */
  /** Whether the person may ask for it on this account. */
  isAllowed: boolean
}

/** One phone server with its phones. */
export function PhoneServerView({ serverId, isAllowed }: Props) {
  const t = useTranslations('servers')
  const format = useFormat()
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
      {goneAt !== null && (
        <Alert tone="neutral">
          <span suppressHydrationWarning>{t('facts.gone', { time: format.dateTime(goneAt) })}</span>
        </Alert>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="min-w-0 max-xl:order-2">
          <PhoneTable server={server} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ActionsCard
            state={{ kind: 'phone_server', status, isGone: goneAt !== null }}
            accountId={account.id}
            resourceId={serverId}
            isAllowed={isAllowed}
          />
          <OriginCard server={server} />
          <ServerFacts server={server} />
          <NetworkCard server={server} />
          <DisksCard volumes={server.volumes} />
        </div>
      </div>
    </>
  )
}
