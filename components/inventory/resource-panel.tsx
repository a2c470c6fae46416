'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { EmptyState, FailedState } from '#components/ui/state-face.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AppError } from '#lib/errors.ts'
import type { Related } from '#lib/inventory/related.ts'
import type { ResourceState } from '#lib/operations/resource-state.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import { ActionList } from './action-list.tsx'
import { GoneNotice } from './gone-notice.tsx'
import { PanelPart } from './panel-part.tsx'
import { RelatedList } from './related-list.tsx'
import { SidePanel } from './side-panel.tsx'
import { useActions } from './use-actions.ts'

export type PanelProps = {
  id: string
  /** As the row has it, until the resource itself is read. */
  name: string | undefined
  /** The full page. */
  href: string
  /** The accounts on which the person may ask for changes. */
  allowedOn: readonly string[]
}

type Detail = Related & { name: string; account: AccountFace; goneAt: string | null }

/** What a panel shows of a resource that its kind alone knows. */
type Face = {
  state: ResourceState
  status: ReactNode
  /** What stands in its way. */
  notices?: ReactNode
  facts: { id: string; label: ReactNode; value: ReactNode }[]
}

/** `face` is of the resource that was found. */
type Props = PanelProps & { found: UseQueryResult<Detail>; face: Face | undefined }

/** A resource beside its list: what it is, what can be done with it now, and what is going on. */
export function ResourcePanel({ found, face, ...panel }: Props) {
  const { id, name, href } = panel
  const t = useTranslations('inventory.panel')
  const { data } = found
  return (
    <SidePanel id={id} title={data?.name ?? name ?? t('title')} href={href}>
      {data && face ? (
        <Facts resource={data} face={face} {...panel} />
      ) : found.isError ? (
        <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      ) : (
        <div aria-hidden="true" className="flex flex-col gap-4">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-24" />
          <Skeleton className="h-64" />
        </div>
      )}
    </SidePanel>
  )
}

type FactsProps = Pick<PanelProps, 'id' | 'allowedOn'> & { resource: Detail; face: Face }

function Facts({ resource, face, id, allowedOn }: FactsProps) {
  const t = useTranslations('inventory')
  const { account, goneAt } = resource
  const actions = useActions({
    state: face.state,
    accountId: account.id,
    resourceId: id,
    isAllowed: allowedOn.includes(account.id),
  })
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        {face.status}
        <span>
          {account.name} · {account.region}
        </span>
      </p>
      <GoneNotice goneAt={goneAt} />
      {face.notices}
      {actions.length > 0 && (
        <PanelPart title={t('actions.title')}>
          <ActionList actions={actions} />
        </PanelPart>
      )}
      <PanelPart title={t('related.title')}>
        <RelatedList related={resource} endedMax={3} />
      </PanelPart>
      <PanelPart title={t('panel.facts')}>
        <DefinitionList rows={face.facts} />
      </PanelPart>
    </>
  )
}

function Failed({ error, onRetry, isRetrying }: { error: Error; onRetry: () => void; isRetrying: boolean }) {
  const t = useTranslations('inventory.panel')
  const words = useTranslations('live.failed')
  if (error instanceof AppError && error.code === 'not_found')
    return (
      <EmptyState icon="search" title={t('missing')}>
        {t('missingText')}
      </EmptyState>
    )
  return (
    <FailedState
      title={t('failed')}
      actions={
        <Button onClick={onRetry} loading={isRetrying}>
          {words('action')}
        </Button>
      }
    >
      {words('text')}
    </FailedState>
  )
}
