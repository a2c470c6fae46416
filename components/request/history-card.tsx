import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline, type TimelineEvent } from '#components/ui/timeline.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { HistoryEntry, RequestDetail } from '#lib/requests/queries.ts'
import { CommentForm } from './comment-form.tsx'
import { eventFace, expectedAfter, knownEvent } from './history-events.ts'
import type { RequestActions } from './request-actions.ts'
import { useReason } from './use-reason.ts'

/** Who did what when, what is still to come, and what people say about it. */
export function HistoryCard({ request, comment }: { request: RequestDetail; comment: RequestActions['comment'] }) {
  const t = useTranslations('requests.history')
  const events = [
    ...request.history.map((entry): TimelineEvent => ({
      id: entry.id,
      ...eventFace(entry.event),
      what: <What entry={entry} />,
      who: entry.who?.name ?? t('worker'),
      when: <DateTime at={entry.at} />,
      detail: <Detail entry={entry} />,
    })),
    ...expectedAfter(request.state).map((event): TimelineEvent => ({
      id: `expected-${event}`,
      ...eventFace(event),
      what: t(`expected.${event}`),
      expected: true,
    })),
  ]
  return (
    <Card title={t('title')}>
      <Timeline events={events} />
      <CommentForm id={request.id} offer={request.actions.comment} send={comment} />
    </Card>
  )
}

function What({ entry: { event, facts } }: { entry: HistoryEntry }) {
  const t = useTranslations('requests.history.events')
  const reason = useReason()
  const known = knownEvent(event)
  if (known === 'progress' && facts.words !== null) return reason(facts.words)
  return known ? t(known) : t('other', { event })
}

function Detail({ entry: { text, facts } }: { entry: HistoryEntry }) {
  const format = useFormat()
  const { orderId, amountMinor, currency, code, message } = facts
  const hasFacts = orderId !== null || (amountMinor !== null && currency !== null) || code !== null || message !== null
  if (text === null && !hasFacts) return null
  return (
    <>
      {text !== null && <p className="max-w-prose border-l-2 border-line-strong pl-3 whitespace-pre-wrap">{text}</p>}
      {hasFacts && (
        <p className="flex flex-wrap gap-x-3 text-s text-muted">
          {orderId !== null && (
            <TextLink href={`/orders/${orderId}`} className="font-mono">
              {orderId}
            </TextLink>
          )}
          {amountMinor !== null && currency !== null && <span>{format.money(amountMinor / 100, currency)}</span>}
          {code !== null && <span className="font-mono">{code}</span>}
          {message !== null && <span>{message}</span>}
        </p>
      )}
    </>
  )
}
