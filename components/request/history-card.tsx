import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { Timeline, type TimelineEvent } from '#components/ui/timeline.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { RequestDetail } from '#lib/requests/queries.ts'
import { CommentForm } from './comment-form.tsx'
import { HistoryDetail, HistoryWhat } from './history-entry.tsx'
import { eventFace, expectedAfter } from './history-events.ts'
import type { RequestActions } from './request-actions.ts'

/** Who did what when, what is still to come, and what people say about it. */
export function HistoryCard({ request, comment }: { request: RequestDetail; comment: RequestActions['comment'] }) {
  const t = useTranslations('requests.history')
  const events = [
    ...request.history.map((entry): TimelineEvent => ({
      id: entry.id,
      ...eventFace(entry.event),
      what: <HistoryWhat entry={entry} isChange={request.isChange} />,
      who: entry.who?.name ?? t('worker'),
      when: <DateTime at={entry.at} />,
      detail: <HistoryDetail entry={entry} />,
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
