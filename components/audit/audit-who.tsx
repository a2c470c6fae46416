import { useTranslations } from 'use-intl/react'
import type { AuditRow } from '#lib/audit/queries.ts'

/** Who did it: a person by name, one of the workers, or the console itself. */
export function AuditWho({ who: { kind, name } }: Pick<AuditRow, 'who'>) {
  const t = useTranslations('audit.who')
  if (kind === 'person') return name ?? t('gone')
  return <span className="text-muted">{t(kind)}</span>
}
