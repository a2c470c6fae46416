import { useTranslations } from 'use-intl/react'
import { TextLink } from '#components/ui/text-link.tsx'
import type { AuditRow } from '#lib/audit/queries.ts'

/** What it was about, with the way there. */
export function AuditAbout({ row: { request, orderId } }: { row: Pick<AuditRow, 'request' | 'orderId'> }) {
  const t = useTranslations('audit')
  if (!request && orderId === null) return null
  return (
    <span className="flex flex-col items-start">
      {request && (
        <TextLink href={`/requests/${request.id}`}>{t('request', { number: String(request.number) })}</TextLink>
      )}
      {orderId !== null && (
        <TextLink href={`/orders/${encodeURIComponent(orderId)}`} className="font-mono text-s">
          {orderId}
        </TextLink>
      )}
    </span>
  )
}
