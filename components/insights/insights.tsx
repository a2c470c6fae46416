'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { ListFailed } from '#components/list/list-failed.tsx'
import { MirrorAge } from '#components/list/mirror-age.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { InsightsFilter } from '#lib/insights/filter.ts'
import { insightsQuery, type Insights as InsightsData } from '#lib/insights/queries.ts'
import { orderGroupNames, orderGroups } from '#lib/orders/status.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import { BarList } from './bar-list.tsx'
import { BudgetPicture } from './budget-picture.tsx'
import { DurationPicture } from './duration-picture.tsx'
import { InsightsSkeleton } from './insights-skeleton.tsx'
import { Picture } from './picture.tsx'
import { QuotaPicture } from './quota-picture.tsx'
import { Spans, SpendPicture } from './spend-picture.tsx'

/** The accounts may be many; their clouds are asked for a few. */
const quotaAccountsMax = 4

/** Spend, orders, jobs, approvals, budgets and quotas as pictures; every mark leads to the list of what it counts. */
export function Insights({ filter, accounts }: { filter: InsightsFilter; accounts: AccountFace[] }) {
  const t = useTranslations('insights')
  const { data, isError, refetch, isFetching } = useQuery(insightsQuery(filter))
  const asked = accounts.filter(({ id }) => filter.account === undefined || id === filter.account)
  return (
    <>
      <PageHeader title={t('title')} asOf={data && <MirrorAge asOf={data.asOf} />} />
      {data && <Pictures data={data} filter={filter} />}
      {!data && isError && <ListFailed onRetry={() => void refetch()} isRetrying={isFetching} />}
      {!data && !isError && <InsightsSkeleton />}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {data && <BudgetPicture budgets={data.budgets} />}
        {asked.slice(0, quotaAccountsMax).map((account) => (
          <QuotaPicture key={account.id} account={account} />
        ))}
      </div>
      {asked.length > quotaAccountsMax && <p className="text-muted">{t('quotas.more')}</p>}
    </>
  )
}

function Pictures({ data, filter: { span } }: { data: InsightsData; filter: InsightsFilter }) {
  const t = useTranslations('insights')
  return (
    <>
      {data.spend.map((spend) => (
        <SpendPicture key={spend.currency} spend={spend} span={span} isOneOfSeveral={data.spend.length > 1} />
      ))}
      {data.spend.length === 0 && (
        <Picture
          title={t('spend.titleNone')}
          note={t('spend.noteNone')}
          actions={<Spans span={span} />}
          columns={[]}
          rows={[]}
          empty={t('spend.empty')}
        >
          {null}
        </Picture>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <OrdersPicture data={data} />
        <WaitingPicture data={data} />
      </div>
      <DurationPicture durations={data.durations} from={data.durationsFrom} />
    </>
  )
}

const groupFills = {
  unpaid: 'bg-wait',
  review: 'bg-wait',
  processing: 'bg-info',
  completed: 'bg-success',
  cancelled: 'bg-neutral',
  refund: 'bg-unknown',
} as const

function OrdersPicture({ data: { statuses } }: { data: InsightsData }) {
  const t = useTranslations('insights.orders')
  const format = useFormat()
  const groups = orderGroupNames.map((group) => {
    const known: readonly number[] = orderGroups[group]
    const count = statuses
      .filter(({ status }) => known.includes(status))
      .reduce((total, { orders }) => total + orders, 0)
    return { id: group, label: t(`groups.${group}`), count, href: `/orders?status=${group}`, fill: groupFills[group] }
  })
  return (
    <Picture
      title={t('title')}
      note={t('note')}
      columns={[t('state'), t('count')]}
      rows={groups.map(({ id, label, count, href }) => ({ id, cells: [label, format.number(count)], href }))}
    >
      <BarList bars={groups} />
    </Picture>
  )
}

function WaitingPicture({ data: { waiting } }: { data: InsightsData }) {
  const t = useTranslations('insights.waiting')
  const format = useFormat()
  const ages = waiting.map(({ age, requests }) => ({
    id: age,
    label: t(`ages.${age}`),
    count: requests,
    href: `/requests?group=waiting&age=${age}`,
    fill: age === 'over_3d' ? 'bg-danger' : age === '1d_3d' ? 'bg-wait' : 'bg-info',
  }))
  return (
    <Picture
      title={t('title')}
      note={t('note')}
      columns={[t('age'), t('count')]}
      rows={ages.map(({ id, label, count, href }) => ({ id, cells: [label, format.number(count)], href }))}
    >
      <BarList bars={ages} />
    </Picture>
  )
}
