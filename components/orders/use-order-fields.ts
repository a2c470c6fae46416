import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { AskedOptions, FilterField, FilterOption } from '#components/list/filter-field.ts'
import { attentionChoices } from '#lib/orders/attention.ts'
import type { OrderFilter } from '#lib/orders/filter.ts'
import { orderChoicesQuery, type OrderChoiceKind } from '#lib/orders/queries.ts'
import { orderGroupNames, type OrderTypeWord, orderTypeWords, spentTypes } from '#lib/orders/status.ts'
import { useServiceName } from './use-service-name.ts'

/**
 * The fields that orders can be narrowed by. Choices that the console is asked for are read when a field is opened, and
 * where a token needs their words.
 *
 * @param isOverAccounts whether the frame shows all accounts: then the list can be narrowed to some
 */
export function useOrderFields(filter: OrderFilter, isOverAccounts: boolean): FilterField[] {
  const t = useTranslations('orders')
  const service = useServices(filter.service)
  const person = useAsked('person', filter.person)
  const region = useAsked('region', filter.region)
  const currency = useAsked('currency', filter.currency)
  const account = useAsked('account', isOverAccounts ? filter.account : '')
  const options = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  return [
    {
      id: 'status',
      name: t('filters.group'),
      kind: 'several',
      value: filter.status,
      none: '',
      options: options(orderGroupNames, (value) => t(`filters.groups.${value}`)),
    },
    {
      id: 'attention',
      name: t('filters.attention'),
      kind: 'several',
      value: filter.attention,
      none: '',
      options: options(attentionChoices, (value) => t(`filters.attentions.${value}`)),
    },
    {
      id: 'type',
      name: t('columns.type'),
      kind: 'several',
      value: filter.type,
      none: '',
      options: useTypeOptions(),
    },
    { id: 'service', name: t('columns.service'), kind: 'several', value: filter.service, none: '', ...service },
    ...(isOverAccounts
      ? [
          {
            id: 'account',
            name: t('columns.account'),
            kind: 'several' as const,
            value: filter.account,
            none: '',
            ...account,
          },
        ]
      : []),
    { id: 'region', name: t('columns.region'), kind: 'several', value: filter.region, none: '', ...region },
    { id: 'person', name: t('filters.person'), kind: 'several', value: filter.person, none: '', ...person },
    { id: 'amount', name: t('columns.amount'), kind: 'amount', value: filter.amount, none: '' },
    { id: 'currency', name: t('filters.currency'), kind: 'several', value: filter.currency, none: '', ...currency },
    { id: 'ordered', name: t('columns.ordered'), kind: 'time', value: filter.ordered, none: '' },
    { id: 'paid', name: t('columns.paid'), kind: 'time', value: filter.paid, none: '' },
    {
      id: 'origin',
      name: t('filters.origin'),
      value: filter.origin,
      none: 'all',
      options: options(['here', 'elsewhere'] as const, (value) => t(`filters.origins.${value}`)),
    },
  ]
}

// `Object.keys` of the words are the words by definition.
const typeWords = Object.keys(orderTypeWords) as OrderTypeWord[]

function useTypeOptions(): FilterOption[] {
  const t = useTranslations('orders.type')
  return [
    ...typeWords.map((word) => ({ value: word, label: t(`t${orderTypeWords[word]}`) })),
    { value: spentTypes, label: t('spent') },
  ]
}

function useServices(value: string) {
  const serviceName = useServiceName()
  return useAsked('service', value, (option) => serviceName(option.value, option.label))
}

function useAsked(
  of: OrderChoiceKind,
  value: string,
  say: (option: FilterOption) => string = ({ label }) => label,
): { options: FilterOption[]; asked: AskedOptions } {
  const asked = orderChoicesQuery(of)
  const { data = [] } = useQuery({ ...asked, enabled: value !== '' })
  return { options: data.map((option) => ({ ...option, label: say(option) })), asked: { ...asked, say } }
}
