import type { QueryKey } from '@tanstack/react-query'

export type FilterOption = {
  value: string
  label: string
  /** Quieter, beside it: a region, an id. */
  detail?: string | undefined
}

/** Options that are asked of the console when somebody opens the field. */
export type AskedOptions = {
  queryKey: QueryKey
  queryFn: () => Promise<FilterOption[]>
  /** Words for an option in the reader's language, where the console's answer has only the cloud's. */
  say?: (option: FilterOption) => string
}

/** A field by which a list can be narrowed: a token in its filter bar and a name in its address. */
export type FilterField = {
  /** The name in the address. */
  id: string
  /** The words for it. */
  name: string
  /** As the filter holds it. */
  value: string
  /** What the filter holds where nothing is chosen. */
  none: string
} & (
  | { kind?: 'one'; options: FilterOption[] }
  /** Any of some values: `unpaid,processing`. `options` are those known without asking; tokens take their words from them. */
  | { kind: 'several'; options: FilterOption[]; asked?: AskedOptions }
  /** Hundredths of a currency unit, both ends open: `10000..`, `..500`. */
  | { kind: 'amount' }
  /** A span up to now or days: `7d`, `month`, `2026-01-01..2026-01-31`. */
  | { kind: 'time' }
)

/** The spans up to now that a time can be narrowed to; `month` is the vendor's billing month. */
export const timeSpans = ['7d', '30d', '90d', 'month'] as const
export type TimeSpan = (typeof timeSpans)[number]

export const isInForce = ({ value, none }: Pick<FilterField, 'value' | 'none'>): boolean => value !== none

export const valuesOf = (text: string): string[] => text.split(',').filter((value) => value !== '')

/** The values with one more, or one less where it was among them. */
export function toggleValue(text: string, value: string): string {
  const values = valuesOf(text)
  return (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]).join(',')
}

/** Both ends of `from..to`, empty where they are open. */
export function rangeOf(text: string): { from: string; to: string } {
  const [from = '', to = ''] = text.includes('..') ? text.split('..') : []
  return { from, to }
}

export const rangeText = (from: string, to: string): string => (from === '' && to === '' ? '' : `${from}..${to}`)

/** `1,240.5` as hundredths (`124050`); empty for nothing, undefined for what is no amount. */
export function minorText(typed: string): string | undefined {
  const plain = typed.replaceAll(/[\s,，]/g, '')
  if (plain === '') return ''
  const found = /^([-−]?)(\d{1,12})(?:[.。](\d{1,2}))?$/.exec(plain)
  if (found === null) return undefined
  const [, sign, whole, parts = ''] = found
  return String(Number(`${sign === '' ? '' : '-'}${whole}${parts.padEnd(2, '0')}`))
}

/** Hundredths as one types them: `124050` → `1240.50`. */
export const typedAmount = (minor: string): string => (minor === '' ? '' : (Number(minor) / 100).toFixed(2))
