'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { SidePanel } from '#components/inventory/side-panel.tsx'
import { ListFailed } from '#components/list/list-failed.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { auditEntryQuery } from '#lib/audit/queries.ts'
import { AppError } from '#lib/errors.ts'
import { AuditFacts } from './audit-facts.tsx'
import { useEventWords } from './audit-words.ts'

/** An entry beside the list. */
export function AuditPanel({ id }: { id: string }) {
  const t = useTranslations('audit')
  const words = useTranslations('inventory.panel')
  const said = useEventWords()
  const { data, error, refetch, isFetching } = useQuery(auditEntryQuery(id))
  const isMissing = error instanceof AppError && error.code === 'not_found'
  return (
    <SidePanel
      id={id}
      title={data ? said(data.event) : t('one', { seq: id })}
      href={`/audit/${encodeURIComponent(id)}`}
    >
      {data ? (
        <AuditFacts entry={data} />
      ) : isMissing ? (
        <EmptyState icon="search" title={words('missing')}>
          {words('missingText')}
        </EmptyState>
      ) : error ? (
        <ListFailed onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : (
        <div aria-hidden="true" className="flex flex-col gap-4">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-64" />
        </div>
      )}
    </SidePanel>
  )
}
