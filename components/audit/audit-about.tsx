import { useTranslations } from 'use-intl/react'
import { TextLink } from '#components/ui/text-link.tsx'
import type { AuditRow } from '#lib/audit/queries.ts'

type About = Pick<AuditRow, 'request' | 'orderId' | 'person' | 'group'>

/** Whether it was about anything but an account or the whole console. */
export const isAboutSomething = ({ request, orderId, person, group }: About): boolean =>
  request !== null || orderId !== null || person !== null || group !== null

/** What it was about, with the way there. */
export function AuditAbout({ row }: { row: About }) {
  const t = useTranslations('audit')
  if (!isAboutSomething(row)) return null
  const { request, orderId, person, group } = row
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
      {person && <span title={person.email}>{person.name}</span>}
      {group !== null && <span>{t('group', { name: group })}</span>}
    </span>
  )
}
