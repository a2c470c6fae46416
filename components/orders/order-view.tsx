'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { RequestJobs } from '#components/jobs/request-jobs.tsx'
import { CallsCard } from '#components/request/calls-card.tsx'
import { SupportCopy } from '#components/request/support-copy.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf, DateTime } from '#components/ui/time-ago.tsx'
import { orderReport } from '#lib/orders/order-report.ts'
import { orderQuery, type OrderDetail } from '#lib/orders/queries.ts'
import { AttentionNotice } from './attention-notice.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderAmounts } from './order-amounts.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderPeople } from './order-people.tsx'
import { OrderResources } from './order-resources.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'
import { useServiceName } from './use-service-name.ts'

/** One order: what it is, what it costs, who asked for it, and what came of it. */
export function OrderView({ orderId, allowedOn }: { orderId: string; allowedOn: readonly string[] }) {
  const t = useTranslations('orders')
  const { data: order } = useQuery(orderQuery(orderId))
  if (!order) return null
  return (
    <>
      <OrderHeader order={order} />
      <AttentionNotice order={order} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <OrderLines lines={order.lines} currency={order.currency} />
          <Card title={t('resources.title')}>
            <OrderResources order={order} />
            <RequestJobs jobs={order.jobs} />
          </Card>
          <Card title={t('events.title')}>
            <OrderTimeline order={order} />
          </Card>
          <CallsCard attempts={order.attempts} payment={order.payment} call={order.call} />
          <Raw order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <OrderActions order={order} allowedOn={allowedOn} />
          <Card title={t('people.title')}>
            <OrderPeople order={order} />
          </Card>
          <Card title={t('facts.money')}>
            <OrderAmounts order={order} />
          </Card>
          <Card title={t('facts.title')}>
            <Facts order={order} />
          </Card>
        </div>
      </div>
    </>
  )
}

function OrderHeader({ order }: { order: OrderDetail }) {
  const { orderId, status, orderType, serviceTypeCode, serviceTypeName, amountMinor, currency, seenAt, payUntil } =
    order
  const serviceName = useServiceName()
  return (
    <PageHeader
      context={
        <>
          <OrderStatus status={status} filled />
          <span>
            <OrderType type={orderType} />
          </span>
          <span>{serviceName(serviceTypeCode, serviceTypeName)}</span>
          {status === 6 && payUntil !== null && <PayCountdown until={payUntil} />}
        </>
      }
      title={<span className="font-mono">{orderId}</span>}
      asOf={<AsOf at={seenAt} />}
      actions={
        <>
          <SupportCopy report={() => orderReport(order, new Date())} />
          {amountMinor !== null && currency !== '' && (
            <p className="text-xl">
              <MinorMoney amountMinor={amountMinor} currency={currency} strong />
            </p>
          )}
        </>
      }
    />
  )
}

function Facts({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  const { orderId, orderedAt, paidAt, payUntil, account, region, linesAt } = order
  const time = (id: string, label: string, at: string | null) =>
    at === null ? [] : [{ id, label, value: <DateTime at={at} /> }]
  return (
    <DefinitionList
      rows={[
        { id: 'order', label: t('columns.order'), value: <CopyId id={orderId} charactersMax={30} /> },
        ...time('ordered', t('columns.ordered'), orderedAt),
        ...time('paid', t('columns.paid'), paidAt),
        ...(paidAt === null ? time('until', t('columns.payUntil'), payUntil) : []),
        {
          id: 'account',
          label: t('facts.account'),
          value: (
            <>
              {account.name} <span className="text-muted">{account.region}</span>
            </>
          ),
        },
        ...(region === '' ? [] : [{ id: 'region', label: t('columns.region'), value: region }]),
        ...time('lines', t('facts.linesAt'), linesAt),
      ]}
    />
  )
}

/** The call that made it and the order as billing told it, word for word but for secrets. */
function Raw({ order: { call, orderId, raw } }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  return (
    <div className="flex flex-col gap-3">
      {call && (
        <details>
          <summary className="text-accent underline underline-offset-2">{t('rawCall')}</summary>
          <div className="mt-2">
            <CodeBlock label={`${call.method} ${call.path}`} code={call.body} />
          </div>
        </details>
      )}
      <details>
        <summary className="text-accent underline underline-offset-2">{t('raw')}</summary>
        <div className="mt-2">
          <CodeBlock label={orderId} code={raw} />
        </div>
      </details>
    </div>
  )
}
