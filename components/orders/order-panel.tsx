'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { PanelPart } from '#components/inventory/panel-part.tsx'
import { SidePanel } from '#components/inventory/side-panel.tsx'
import { RequestJobs } from '#components/jobs/request-jobs.tsx'
import { ListFailed } from '#components/list/list-failed.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { AppError } from '#lib/errors.ts'
import { orderQuery, type OrderDetail } from '#lib/orders/queries.ts'
import { AttentionNotice } from './attention-notice.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderAmounts } from './order-amounts.tsx'
import { OrderPeople } from './order-people.tsx'
import { OrderResources } from './order-resources.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'
import { useServiceName } from './use-service-name.ts'

type Props = {
  id: string
  orderId: string
  /** Accounts on which the person may ask for something. */
  allowedOn: readonly string[]
}

/** An order beside its list. `id` is the row's, for the way back to it. */
export function OrderPanel({ id, orderId, allowedOn }: Props) {
  const t = useTranslations('inventory.panel')
  const found = useQuery(orderQuery(orderId))
  return (
    <SidePanel
      id={id}
      title={<span className="font-mono">{orderId}</span>}
      href={`/orders/${encodeURIComponent(orderId)}`}
    >
      {found.data ? (
        <Parts order={found.data} allowedOn={allowedOn} />
      ) : found.error instanceof AppError && found.error.code === 'not_found' ? (
        <EmptyState icon="search" title={t('missing')}>
          {t('missingText')}
        </EmptyState>
      ) : found.isError ? (
        <ListFailed onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      ) : (
        <div aria-hidden="true" className="flex flex-col gap-4">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-24" />
          <Skeleton className="h-64" />
        </div>
      )}
    </SidePanel>
  )
}

function Parts({ order, allowedOn }: { order: OrderDetail; allowedOn: readonly string[] }) {
  const t = useTranslations('orders')
  const serviceName = useServiceName()
  const { status, orderType, serviceTypeCode, serviceTypeName, account, payUntil, seenAt } = order
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <OrderStatus status={status} filled />
        <span>
          <OrderType type={orderType} /> {serviceName(serviceTypeCode, serviceTypeName)}
        </span>
        {status === 6 && payUntil !== null && <PayCountdown until={payUntil} />}
        <span>
          {account.name} · {account.region}
        </span>
        <span className="text-s">
          <AsOf at={seenAt} />
        </span>
      </div>
      <AttentionNotice order={order} />
      <OrderActions order={order} allowedOn={allowedOn} />
      <PanelPart title={t('people.title')}>
        <OrderPeople order={order} />
      </PanelPart>
      <PanelPart title={t('facts.money')}>
        <OrderAmounts order={order} />
      </PanelPart>
      <PanelPart title={t('resources.title')}>
        <OrderResources order={order} />
        <RequestJobs jobs={order.jobs} />
      </PanelPart>
      <PanelPart title={t('events.title')}>
        <OrderTimeline order={order} />
      </PanelPart>
    </>
  )
}
