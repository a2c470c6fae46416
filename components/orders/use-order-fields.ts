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
  const several = (id: OrderChoiceKind, name: string, asked: Asked): FilterField => ({
    id,
    name,
    kind: 'several',
    value: filter[id],
    none: '',
    ...asked,
  })
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
    several('service', t('columns.service'), service),
    ...(isOverAccounts ? [several('account', t('columns.account'), account)] : []),
    several('region', t('columns.region'), region),
    several('person', t('filters.person'), person),
    { id: 'amount', name: t('columns.amount'), kind: 'amount', value: filter.amount, none: '' },
    several('currency', t('filters.currency'), currency),
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

type Asked = { options: FilterOption[]; asked: AskedOptions }

function useAsked(
  of: OrderChoiceKind,
  value: string,
  say: (option: FilterOption) => string = ({ label }) => label,
): Asked {
  const asked = orderChoicesQuery(of)
  const { data = [] } = useQuery({ ...asked, enabled: value !== '' })
  return { options: data.map((option) => ({ ...option, label: say(option) })), asked: { ...asked, say } }
}
