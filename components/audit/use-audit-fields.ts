import { useQuery } from '@tanstack/react-query'
import { useMessages, useTranslations } from 'use-intl/react'
import type { FilterField } from '#components/list/filter-field.ts'
import type { AuditFilter } from '#lib/audit/filter.ts'
import { auditChoicesQuery } from '#lib/audit/queries.ts'
import { eventsOf, useEventWords } from './audit-words.ts'

const objects = ['request', 'order', 'account', 'person', 'group', 'factor', 'session', 'purchases', 'list'] as const

/**
 * What the audit can be narrowed by.
 *
 * @param isOverAccounts whether the frame shows all accounts: then the list can be narrowed to some
 */
export function useAuditFields(filter: AuditFilter, isOverAccounts: boolean): FilterField[] {
  const t = useTranslations('audit')
  const said = useEventWords()
  const words = useMessages()
  const { data: choices } = useQuery(auditChoicesQuery())
  const events = eventsOf({ audit: words.audit.events, requests: words.requests.history.events })
  const programs = (['worker', 'system'] as const).map((value) => ({ value, label: t(`who.${value}`) }))
  const several = (id: keyof AuditFilter & keyof typeof words.audit.filters, options: FilterOptions): FilterField => ({
    id,
    kind: 'several',
    name: t(`filters.${id}`),
    value: filter[id] ?? '',
    none: '',
    options,
  })
  return [
    { id: 'at', kind: 'time', name: t('filters.at'), value: filter.at, none: '' },
    ...(isOverAccounts
      ? [several('account', [{ value: 'none', label: t('filters.noAccount') }, ...(choices?.account ?? [])])]
      : []),
    several('person', [...programs, ...(choices?.person ?? [])]),
    several(
      'action',
      events.map((value) => ({ value, label: said(value), detail: value })),
    ),
    several(
      'object',
      objects.map((value) => ({ value, label: t(`objects.${value}`) })),
    ),
  ]
}

type FilterOptions = Extract<FilterField, { kind: 'several' }>['options']
