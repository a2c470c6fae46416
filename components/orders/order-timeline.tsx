import { useTranslations } from 'use-intl/react'
import { JobKind } from '#components/jobs/job-words.tsx'
import { HistoryDetail, HistoryWhat } from '#components/request/history-entry.tsx'
import { eventFace } from '#components/request/history-events.ts'
import type { IconName } from '#components/ui/icon-names.ts'
import { DateTime } from '#components/ui/time-ago.tsx'
import { Timeline, type TimelineEvent } from '#components/ui/timeline.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { type CloudEvent, isAhead, type OrderEvent, orderEvents } from './order-events.ts'
import { OrderStatus } from './order-status.tsx'

const faces: Record<CloudEvent, { tone: Tone; icon: IconName }> = {
  ordered: { tone: 'info', icon: 'receipt-text' },
  paid: { tone: 'success', icon: 'wallet-cards' },
  seen: { tone: 'neutral', icon: 'cloud' },
  jobStarted: { tone: 'info', icon: 'workflow' },
  jobEnded: { tone: 'success', icon: 'circle-check' },
  jobFailed: { tone: 'danger', icon: 'circle-x' },
  jobUnknown: { tone: 'unknown', icon: 'circle-question-mark' },
  payBy: { tone: 'wait', icon: 'hourglass' },
}

/** The life of an order: what the cloud says of it, its jobs, and what people and the worker did. */
export function OrderTimeline({ order }: { order: OrderDetail }) {
  const t = useTranslations('requests.history')
  const tr = useTranslations('orders.events')
  const events = orderEvents(order).map((event): TimelineEvent => ({
    id: event.id,
    ...('entry' in event ? eventFace(event.entry.event) : faces[event.event]),
    what: <What event={event} order={order} />,
    who: 'entry' in event ? (event.entry.who?.name ?? t('worker')) : tr('cloud'),
    when: <DateTime at={event.at} />,
    detail: 'entry' in event && <HistoryDetail entry={event.entry} />,
    expected: isAhead(event),
  }))
  return events.length === 0 ? <p className="text-muted">{tr('none')}</p> : <Timeline events={events} />
}

function What({ event, order }: { event: OrderEvent; order: OrderDetail }) {
  const t = useTranslations('orders.events')
  if ('entry' in event) return <HistoryWhat entry={event.entry} isChange={order.isChange} />
  if (event.event === 'seen') return <OrderStatus status={order.status} />
  return (
    <>
      {t(event.event)}
      {event.title !== undefined && (
        <>
          {' '}
          <JobKind title={event.title} cloudKind={event.cloudKind ?? null} />
        </>
      )}
    </>
  )
}
