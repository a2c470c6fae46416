import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { JobState } from '#components/jobs/job-state.tsx'
import { JobKind } from '#components/jobs/job-words.tsx'
import { OrderStatus } from '#components/orders/order-status.tsx'
import { RequestStatus } from '#components/request/request-status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Related } from '#lib/inventory/related.ts'
import type { ShownJobState } from '#lib/jobs/job-state.ts'
import { jobHref } from '#lib/jobs/queries.ts'
import { orderGroups } from '#lib/orders/status.ts'
import { requestGroups } from '#lib/requests/state-groups.ts'
import { OrderLink } from './order-link.tsx'

type Row = { id: string; isRunning: boolean; kind: string; at: string | null; name: ReactNode; status: ReactNode }

type Props = { related: Related; endedMax?: number }

/** Requests, orders and jobs of a resource: what is under way first, of what has ended at most `endedMax`. */
export function RelatedList({ related, endedMax = Number.POSITIVE_INFINITY }: Props) {
  const t = useTranslations('inventory.related')
  const rows = useRows(related)
  const ended = rows.filter(({ isRunning }) => !isRunning)
  const shown = [...rows.filter(({ isRunning }) => isRunning), ...ended.slice(0, endedMax)]
  return (
    <>
      {related.requests.length + related.jobs.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul className="text-m">
        {shown.map(({ id, kind, at, name, status }) => (
          <li key={id} className={lineClass}>
            <span className="min-w-0">
              {name}
              <span className="block text-s text-muted">
                {kind}
                {at !== null && (
                  <>
                    {' · '}
                    <TimeAgo at={at} />
                  </>
                )}
              </span>
            </span>
            <span className="shrink-0">{status}</span>
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <p className="text-s text-muted">{t('more', { count: rows.length - shown.length })}</p>
      )}
    </>
  )
}

const lineClass =
  'flex items-start justify-between gap-3 border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0'

function useRows({ requests, orders, jobs }: Related): Row[] {
  const t = useTranslations('inventory.related')
  const words = useTranslations('live')
  return [
    ...requests.map(({ id, number, title, state, createdAt }) => ({
      id,
      isRunning: !endedRequests.includes(state),
      kind: words('request', { number: String(number) }),
      at: createdAt,
      name: <TextLink href={`/requests/${id}`}>{title}</TextLink>,
      status: <RequestStatus state={state} />,
    })),
    ...jobs.map((job) => ({
      id: job.jobId,
      isRunning: openJobs.includes(job.state),
      kind: t('job'),
      at: job.startedAt,
      name: (
        <TextLink href={jobHref(job.service, job.jobId)}>
          <JobKind title={job.title} cloudKind={job.cloudKind} />
        </TextLink>
      ),
      status: <JobState job={job} />,
    })),
    ...orders.map(({ orderId, status, orderedAt }) => ({
      id: orderId,
      isRunning: status === null || !endedOrders.includes(status),
      kind: t('order'),
      at: orderedAt,
      name: <OrderLink orderId={orderId} />,
      status: status === null ? <span className="text-muted">{t('unread')}</span> : <OrderStatus status={status} />,
    })),
  ]
}

const endedRequests: readonly string[] = [...requestGroups.done, ...requestGroups.closed]
/** Of a job that the cloud says nothing about nobody knows that it ended. */
const openJobs: readonly string[] = ['running', 'waiting_payment', 'unknown'] satisfies ShownJobState[]
const endedOrders: readonly number[] = [...orderGroups.completed, ...orderGroups.cancelled]
