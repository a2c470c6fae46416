'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { MirrorAge } from '#components/list/mirror-age.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Freshness } from '#lib/page.ts'
import type { OverviewFilter } from '#lib/requests/overview-filter.ts'
import { overviewQuery, type Overview as OverviewData } from '#lib/requests/overview-query.ts'
import { ExpiringLines } from './expiring-lines.tsx'
import { Figures } from './figures.tsx'
import { type StopPurchases, StopPurchasesButton } from '#components/shell/stop-purchases.tsx'
import { FirstSteps } from './first-steps.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { RequestLines } from './request-lines.tsx'
import { type Resume, Troubles } from './troubles.tsx'
import { UnreadAccounts } from './unread-accounts.tsx'

// Seldom seen.
const StaleNotice = lazy(async () => ({ default: (await import('#components/list/stale-notice.tsx')).StaleNotice }))

type Props = { filter: OverviewFilter; buy: ReactNode; canBuy: boolean; resume: Resume; stop: StopPurchases }

/** What waits, what is unknown or stuck, what runs and what was spent; every number leads to the list behind it. */
export function Overview({ filter, buy, canBuy, resume, stop }: Props) {
  const t = useTranslations('overview')
  const { data } = useQuery(overviewQuery(filter))
  return (
    <>
      <PageHeader
        title={t('title')}
        asOf={data && <MirrorAge asOf={data.mirror} />}
        actions={
          <>
            <StopPurchasesButton stop={stop} />
            {buy}
          </>
        }
      />
      {data ? <Content data={data} buy={buy} canBuy={canBuy} resume={resume} /> : <OverviewSkeleton />}
    </>
  )
}

/** Of what is stopped the troubles tell. */
const withoutStopped = ({ stopped: _, ...mirror }: Freshness): Freshness => mirror

function Content({ data, buy, canBuy, resume }: Omit<Props, 'filter' | 'stop'> & { data: OverviewData }) {
  const t = useTranslations('overview')
  const { waitingForMe, attentionRows, running, expiring, troubles } = data
  const { unknown, person } = data.attention
  const mirror = withoutStopped(data.mirror)
  return (
    <>
      <Troubles troubles={troubles} resume={resume} />
      <UnreadAccounts accounts={data.unread} isWorkerSilent={troubles.isWorkerSilent} />
      {mirror.failed && (
        <Suspense>
          <StaleNotice asOf={mirror} />
        </Suspense>
      )}
      <Figures data={data} />
      {isFirst(data) ? (
        <>
          <FirstSteps buy={buy} canBuy={canBuy} />
          {expiring.rows.length > 0 && <ExpiringLines {...expiring} />}
        </>
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-5">
            {waitingForMe && (
              <RequestLines
                title={t('waiting.title')}
                empty={t('waiting.empty')}
                rows={waitingForMe.rows}
                more={{ href: '/requests?whose=for_me', label: t('waiting.all'), isNeeded: hasMore(waitingForMe) }}
              />
            )}
            <RequestLines
              title={t('running.title')}
              empty={t('running.empty')}
              rows={running.rows}
              more={{ href: '/requests?group=running', label: t('running.all'), isNeeded: hasMore(running) }}
            />
            {!waitingForMe && <ExpiringLines {...expiring} />}
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <RequestLines
              title={t('attention.title')}
              empty={t('attention.empty')}
              rows={attentionRows}
              more={{ href: '/desk', label: t('attention.desk'), isNeeded: unknown.count + person.count > 0 }}
            />
            {waitingForMe && <ExpiringLines {...expiring} />}
          </div>
        </div>
      )}
    </>
  )
}

const hasMore = ({ total, rows }: { total: { count: number }; rows: unknown[] }) => total.count > rows.length

const isFirst = ({ everAsked, waitingForMe }: OverviewData) => !everAsked && (waitingForMe?.total.count ?? 0) === 0
