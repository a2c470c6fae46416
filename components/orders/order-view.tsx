'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { RequestStatus } from '#components/request/request-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AsOf, DateTime } from '#components/ui/time-ago.tsx'
import { orderQuery, type OrderDetail } from '#lib/orders/queries.ts'
import { OrderActions } from './order-actions.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderServers } from './order-servers.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'

/** One order: what it is, what it costs, who asked for it, and what came of it. */
export function OrderView({ orderId, allowedOn }: { orderId: string; allowedOn: readonly string[] }) {
  const t = useTranslations('orders')
  const { data: order } = useQuery(orderQuery(orderId))
  if (!order) return null
  return (
    <>
      <OrderHeader order={order} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <OrderLines lines={order.lines} currency={order.currency} />
          <OrderServers servers={order.servers} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <OrderActions order={order} allowedOn={allowedOn} />
          <LinkedRequest request={order.request} />
          <Card title={t('facts.title')}>
            <Facts order={order} />
          </Card>
          <details>
            <summary className="text-accent underline underline-offset-2">{t('raw')}</summary>
            <div className="mt-2">
              <CodeBlock label={order.orderId} code={order.raw} />
            </div>
          </details>
        </div>
      </div>
    </>
  )
}

function OrderHeader({ order }: { order: OrderDetail }) {
  const { orderId, status, orderType, serviceTypeName, amountMinor, currency, seenAt, payUntil } = order
  return (
    <PageHeader
      context={
        <>
          <OrderStatus status={status} filled />
          <span>
            <OrderType type={orderType} />
          </span>
          <span>{serviceTypeName}</span>
          {status === 6 && payUntil !== null && <PayCountdown until={payUntil} />}
        </>
      }
      title={<span className="font-mono">{orderId}</span>}
      asOf={<AsOf at={seenAt} />}
      actions={
        amountMinor !== null &&
        currency !== '' && (
          <p className="text-xl">
            <MinorMoney amountMinor={amountMinor} currency={currency} strong />
          </p>
        )
      }
    />
  )
}

function LinkedRequest({ request }: Pick<OrderDetail, 'request'>) {
  const t = useTranslations('orders')
  return (
    <Card title={t('linked.title')}>
      {request === null ? (
        <p>
          <span className="font-strong">{t('boughtElsewhere')}.</span>{' '}
          <span className="text-muted">{t('linked.none')}</span>
        </p>
      ) : (
        <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <TextLink href={`/requests/${request.id}`}>
            {request.number} {request.title}
          </TextLink>
          <RequestStatus state={request.state} />
        </p>
      )}
    </Card>
  )
}

function Facts({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  const { orderId, amountMinor, officialMinor, currency, userName, orderedAt, paidAt, payUntil, account } = order
  const amount = (id: string, label: string, minor: number | null) =>
    minor === null || currency === ''
      ? []
      : [{ id, label, value: <MinorMoney amountMinor={minor} currency={currency} /> }]
  const time = (id: string, label: string, at: string | null) =>
    at === null ? [] : [{ id, label, value: <DateTime at={at} /> }]
  const discount = amountMinor === null || officialMinor === null ? null : amountMinor - officialMinor
  return (
    <DefinitionList
      rows={[
        { id: 'order', label: t('columns.order'), value: <CopyId id={orderId} charactersMax={30} /> },
        ...amount('list', t('facts.listPrice'), officialMinor),
        ...(discount === 0 ? [] : amount('discount', t('facts.discount'), discount)),
        ...amount('pay', t('facts.toPay'), amountMinor),
        ...time('ordered', t('columns.ordered'), orderedAt),
        ...time('paid', t('columns.paid'), paidAt),
        ...(paidAt === null ? time('until', t('columns.payUntil'), payUntil) : []),
        ...(userName === '' ? [] : [{ id: 'by', label: t('facts.orderedBy'), value: userName }]),
        {
          id: 'account',
          label: t('facts.account'),
          value: (
            <>
              {account.name} <span className="text-muted">{account.region}</span>
            </>
          ),
        },
      ]}
    />
  )
}
