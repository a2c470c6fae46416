import { useTranslations } from 'use-intl/react'
import type { AuditRow } from '#lib/audit/queries.ts'
import { changedFacts } from './changed-facts.ts'

/** What was recorded, before and after side by side. Names are those of the record, as exports have them. */
export function AuditChange({ entry }: { entry: Pick<AuditRow, 'was' | 'became' | 'detail'> }) {
  const t = useTranslations('audit')
  const facts = changedFacts(entry, t('facts.state'))
  if (facts.length === 0) return <p className="text-muted">{t('facts.none')}</p>
  return (
    <table className="w-full table-fixed text-s">
      <thead>
        <tr className="border-b border-line text-start text-muted">
          <th scope="col" className="w-1/4 py-1 pr-2 text-start font-normal">
            {t('facts.name')}
          </th>
          <th scope="col" className="py-1 pr-2 text-start font-normal">
            {t('facts.before')}
          </th>
          <th scope="col" className="py-1 text-start font-normal">
            {t('facts.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.name} className="border-b border-line align-top last:border-b-0">
            <th scope="row" className="py-1.5 pr-2 text-start font-normal break-words text-muted">
              {fact.name}
            </th>
            <td className="py-1.5 pr-2 break-words whitespace-pre-wrap">
              {'before' in fact && (fact.before ?? <span className="text-muted">{t('nothingBefore')}</span>)}
            </td>
            <td className="py-1.5 break-words whitespace-pre-wrap">
              {fact.after ?? <span className="text-muted">{t('nothingAfter')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
