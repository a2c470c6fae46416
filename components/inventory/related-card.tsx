import { useTranslations } from 'use-intl/react'
import { RequestStatus } from '#components/request/request-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Related } from '#lib/inventory/related.ts'

/** The requests and jobs about a thing. */
export function RelatedCard({ related }: { related: Related }) {
  const t = useTranslations('inventory.related')
  const requests = related.requests.map((request) => ({
    id: request.id,
    label: t('request'),
    value: <RequestLine request={request} />,
  }))
  const jobs = related.jobs.map(({ jobId, kind, state, startedAt }) => ({
    id: jobId,
    label: t('job'),
    value: (
      <span className="flex flex-wrap gap-x-3">
        <TextLink href={`/jobs?q=${encodeURIComponent(jobId)}`}>{kind}</TextLink>
        {t(state)}
        <span className="text-muted">
          <TimeAgo at={startedAt} />
        </span>
      </span>
    ),
  }))
  return (
    <Card title={t('title')}>
      {related.requests.length + related.jobs.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <DefinitionList rows={[...requests, ...jobs]} />
    </Card>
  )
}

export const OrderLink = ({ orderId }: { orderId: string }) => (
  <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
    {orderId}
  </TextLink>
)

function RequestLine({ request: { id, number, title, state } }: { request: Related['requests'][number] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <TextLink href={`/requests/${id}`}>
        {number} {title}
      </TextLink>
      <RequestStatus state={state} />
    </span>
  )
}
