import { useTranslations } from 'use-intl/react'
import { ErrorCode } from '#components/errors/error-code.tsx'
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
      what: <What entry={entry} isChange={request.isChange} />,
      who: entry.who?.name ?? t('worker'),
      when: <DateTime at={entry.at} />,
      detail: <Detail entry={entry} />,
    })),
    ...expectedAfter(request.state, request).map(({ step, event }): TimelineEvent => ({
      id: `expected-${step}`,
      ...eventFace(event),
      what: t(`expected.${step}`),
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

function What({ entry: { event, facts }, isChange }: { entry: HistoryEntry; isChange: boolean }) {
  const t = useTranslations('requests.history.events')
  const reason = useReason()
  const known = knownEvent(event)
  if (isChange && (known === 'finish' || known === 'failDelivery')) return t(`${known}Change`)
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
        <div className="flex flex-wrap items-center gap-x-3 text-s text-muted">
          {orderId !== null && (
            <TextLink href={`/orders/${orderId}`} className="font-mono">
              {orderId}
            </TextLink>
          )}
          {amountMinor !== null && currency !== null && <span>{format.money(amountMinor / 100, currency)}</span>}
          {code !== null && (
            <span className="inline-flex items-center">
              <ErrorCode code={code} />
            </span>
          )}
          {message !== null && <span>{message}</span>}
        </div>
      )}
    </>
  )
}
