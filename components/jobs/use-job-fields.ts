import { useQuery } from '@tanstack/react-query'
import { useMessages, useTranslations } from 'use-intl/react'
import type { FilterField, FilterOption } from '#components/list/filter-field.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { jobGroups } from '#lib/jobs/job-state.ts'
import type { JobRow } from '#lib/jobs/queries.ts'
import { orderChoicesQuery } from '#lib/orders/queries.ts'
import { cloudKinds, services } from './job-words.tsx'

export type JobsProps = {
  filter: JobFilter
  /** Whether the frame shows all accounts: then the jobs can be narrowed to some. */
  isOverAccounts: boolean
}

/**
 * The fields that jobs can be narrowed by. Codes and resources are offered as far as they are on the page: an address can
 * hold any.
 */
export function useJobFields({ filter, isOverAccounts }: JobsProps, rows: readonly JobRow[]): FilterField[] {
  const t = useTranslations('jobs')
  const kinds = useKinds()
  const accounts = useAccountField({ filter, isOverAccounts })
  return [
    {
      id: 'state',
      kind: 'several',
      name: t('filters.state'),
      value: filter.state,
      none: '',
      options: jobGroups.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      id: 'service',
      kind: 'several',
      name: t('filters.service'),
      value: filter.service,
      none: '',
      options: services.map((value) => ({ value, label: t(`services.${value}`) })),
    },
    { id: 'kind', kind: 'several', name: t('filters.kind'), value: filter.kind, none: '', options: kinds },
    { id: 'started', kind: 'time', name: t('filters.started'), value: filter.started, none: '' },
    { id: 'error', kind: 'several', name: t('filters.error'), value: filter.error, none: '', options: codesIn(rows) },
    {
      id: 'resource',
      kind: 'several',
      name: t('filters.resource'),
      value: filter.resource,
      none: '',
      options: resourcesIn(rows),
    },
    ...accounts,
  ]
}

function useAccountField({ filter: { account }, isOverAccounts }: JobsProps): FilterField[] {
  const t = useTranslations('jobs')
  const asked = orderChoicesQuery('account')
  const { data = [] } = useQuery({ ...asked, enabled: isOverAccounts && account !== '' })
  if (!isOverAccounts) return []
  return [
    { id: 'account', kind: 'several', name: t('columns.account'), value: account, none: '', options: data, asked },
  ]
}

function useKinds(): FilterOption[] {
  const t = useTranslations('jobs.cloudKinds')
  const text = useText()
  const operations = Object.keys(useMessages().operationTitles)
  return [
    ...operations.map((value) => ({ value, label: text(`operationTitles.${value}.title`) })),
    ...cloudKinds.map((value) => ({ value, label: t(value), detail: value })),
  ]
}

const codesIn = (rows: readonly JobRow[]): FilterOption[] =>
  [...new Set(rows.flatMap(({ errorCode }) => errorCode ?? []))].map((value) => ({ value, label: value }))

const resourcesIn = (rows: readonly JobRow[]): FilterOption[] => [
  ...new Map(
    rows.flatMap(({ resource }) =>
      resource ? [[resource.id, { value: resource.id, label: resource.name ?? resource.id }] as const] : [],
    ),
  ).values(),
]
