'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { auditEntryQuery } from '#lib/audit/queries.ts'
import { AuditFacts } from './audit-facts.tsx'
import { useEventWords } from './audit-words.ts'

/** One entry of the audit on a page of its own, to be pointed at. */
export function AuditView({ seq }: { seq: string }) {
  const t = useTranslations('audit')
  const said = useEventWords()
  const { data } = useQuery(auditEntryQuery(seq))
  if (!data) return null
  return (
    <>
      <PageHeader context={t('one', { seq })} title={said(data.event)} />
      <div className="max-w-3xl">
        <Card>
          <div className="flex flex-col gap-5">
            <AuditFacts entry={data} />
          </div>
        </Card>
      </div>
    </>
  )
}
