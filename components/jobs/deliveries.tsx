import { useTranslations } from 'use-intl/react'
import { RequestStatus } from '#components/request/request-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { DeliveriesPage } from '#lib/jobs/queries.ts'
import type { RequestRow } from '#lib/requests/queries.ts'

/** Paid purchases whose servers are still arriving, those that wait longest. */
export function Deliveries({ found }: { found: DeliveriesPage | undefined }) {
  const t = useTranslations('jobs.deliveries')
  const hasMore = found !== undefined && found.total.count > found.rows.length
  return (
    <Card
      title={t('title')}
      flush
      actions={hasMore && <TextLink href="/requests?group=delivering">{t('all')}</TextLink>}
    >
      {found === undefined && <Skeleton className="m-4 h-5 w-64" />}
      {found?.rows.length === 0 && <p className="px-4 py-3 text-muted">{t('empty')}</p>}
      {found !== undefined && found.rows.length > 0 && (
        <ul>
          {found.rows.map((request) => (
            <Delivery key={request.id} request={request} />
          ))}
        </ul>
      )}
      <p className="border-t border-line px-4 py-2 text-s text-muted">{t('note')}</p>
    </Card>
  )
}

function Delivery({ request }: { request: RequestRow }) {
  const t = useTranslations('jobs.deliveries')
  const { id, number, title, state, delivered, expected, changedAt } = request
  return (
    <li className="grid items-center gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 md:grid-cols-[minmax(0,1fr)_9rem_16rem_7rem]">
      <TextLink href={`/requests/${id}`} className="min-w-0 truncate">
        {number} {title}
      </TextLink>
      <RequestStatus state={state} />
      <Progress
        label={t('label', { number: String(number) })}
        value={delivered}
        max={expected ?? 0}
        text={t('progress', { delivered: String(delivered), expected: String(expected ?? 0) })}
      />
      <span className="text-s text-muted md:text-end">
        <TimeAgo at={changedAt} />
      </span>
    </li>
  )
}
