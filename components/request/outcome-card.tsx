import { useTranslations } from 'use-intl/react'
import { RequestJobs } from '#components/jobs/request-jobs.tsx'
import { OrderStatus } from '#components/orders/order-status.tsx'
import { PayCountdown } from '#components/orders/pay-countdown.tsx'
import { ServerStatus } from '#components/phone-servers/server-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeliveredResource, LinkedOrder, RequestDetail } from '#lib/requests/queries.ts'

const unpaid = 6

/** The order of a request, or the job that carries it out, and what of it has arrived; nothing before anything was sent. */
export function OutcomeCard({ request }: { request: RequestDetail }) {
  const t = useTranslations('requests.outcome')
  const { order, attempts, resources, delivered, expected, jobs, hasOrder } = request
  if (attempts.length === 0) return null
  if (!hasOrder) return <ChangeCard request={request} />
  return (
    <Card title={t('title')}>
      {order ? <OrderFacts order={order} request={request} /> : <p className="text-muted">{t('noOrder')}</p>}
      {order && (
        <div className="mt-4 flex flex-col gap-3">
          {expected !== null && (
            <Progress
              label={t('progressLabel')}
              value={delivered}
              max={expected}
              text={`${t('delivered')} ${t('progress', { delivered: String(delivered), expected: String(expected) })}`}
            />
          )}
          <Resources resources={resources} />
        </div>
      )}
      <RequestJobs jobs={jobs} />
    </Card>
  )
}

/** What is carried out without an order: its job, and what it is carried out on. */
function ChangeCard({ request: { attempts, jobs, resources } }: { request: RequestDetail }) {
  const t = useTranslations('requests.outcome')
  return (
    <Card title={t('titleChange')}>
      {jobs.length === 0 ? (
        <p className="text-muted">{t(attempts.at(-1)?.state === 'accepted' ? 'jobLost' : 'noJob')}</p>
      ) : (
        <RequestJobs jobs={jobs} />
      )}
      {resources.length > 0 && (
        <div className="mt-4">
          <Resources resources={resources} />
        </div>
      )}
    </Card>
  )
}

function OrderFacts({ order, request }: { order: LinkedOrder; request: RequestDetail }) {
  const t = useTranslations('requests.outcome')
  const { orderId, status, amountMinor, currency, payUntil } = order
  return (
    <DefinitionList
      rows={[
        {
          id: 'order',
          label: t('order'),
          value: (
            <span className="flex flex-wrap items-center gap-x-3">
              <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
                {orderId}
              </TextLink>
              {status === null ? (
                <span className="text-muted">{t('orderNotRead')}</span>
              ) : (
                <OrderStatus status={status} />
              )}
            </span>
          ),
        },
        ...(amountMinor === null || currency === null
          ? []
          : [
              {
                id: 'amount',
                label: t('amount'),
                value: <Amount amountMinor={amountMinor} currency={currency} request={request} />,
              },
            ]),
        ...(status === unpaid && payUntil !== null
          ? [{ id: 'until', label: t('payUntil'), value: <PayCountdown until={payUntil} /> }]
          : []),
      ]}
    />
  )
}

type AmountProps = { amountMinor: number; currency: string; request: RequestDetail }

function Amount({ amountMinor, currency, request }: AmountProps) {
  const t = useTranslations('requests.outcome')
  const format = useFormat()
  const isAsApproved = amountMinor === request.amountMinor && currency === request.currency
  return (
    <>
      <MinorMoney amountMinor={amountMinor} currency={currency} strong />
      {!isAsApproved && request.amountMinor !== null && request.currency !== null && (
        <span className="block text-s text-muted">
          {t('approvedAmount', { amount: format.money(request.amountMinor / 100, request.currency) })}
        </span>
      )}
    </>
  )
}

function Resources({ resources }: { resources: DeliveredResource[] }) {
  const t = useTranslations('requests.outcome')
  if (resources.length === 0) return <p className="text-muted">{t('noResources')}</p>
  return (
    <ul aria-label={t('resources')} className="rounded-m border border-line">
      {resources.map(({ id, name, status, phones }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 border-b border-line px-3 py-2 last:border-b-0"
        >
          {name === null ? (
            <span className="min-w-0 truncate font-mono text-s text-muted">{id}</span>
          ) : (
            <TextLink href={`/phone-servers/${id}`} className="min-w-0 truncate">
              {name}
            </TextLink>
          )}
          <span className="flex items-center gap-3">
            {phones !== null && phones > 0 && (
              <span className="text-s text-muted">{t('phones', { count: phones })}</span>
            )}
            {status !== null && <ServerStatus status={status} />}
          </span>
        </li>
      ))}
    </ul>
  )
}
