import { useTranslations } from 'use-intl/react'
import type { AuditRow } from '#lib/audit/queries.ts'
import { changedFacts } from './changed-facts.ts'

const isRole = (value: unknown): value is 'owner' | 'admin' | 'reviewer' | 'support' =>
  value === 'owner' || value === 'admin' || value === 'reviewer' || value === 'support'

/** In one line what it changed: the state, the one setting, or which role it was about. */
export function AuditStep({ row }: { row: Pick<AuditRow, 'was' | 'became' | 'detail'> }) {
  const t = useTranslations('audit')
  const { role } = row.detail
  if (isRole(role)) return t(`role.${role}`)
  const [first, ...more] = changedFacts(row, '').filter((fact) => 'before' in fact)
  if (first === undefined || more.length > 0) return null
  return (
    <span className="font-mono text-s break-words">
      {first.before ?? t('nothingBefore')} → {first.after ?? t('nothingAfter')}
    </span>
  )
}
