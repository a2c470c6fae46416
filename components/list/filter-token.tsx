'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import type { Locale } from '#lib/i18n/locale.ts'
import { formatDate } from '#lib/i18n/format.ts'
import { type FilterField, rangeOf, type TimeSpan, timeSpans, valuesOf } from './filter-field.ts'
import { FilterPopover, type PopoverOf } from './filter-popover.tsx'

/** A filter in force: its words open its editor, its cross takes it away. */
export function FilterToken({ field, removeHref, ...popover }: { field: FilterField; removeHref: string } & PopoverOf) {
  return (
    <li className={tokenClass}>
      <FilterPopover {...popover} fieldId={field.id} label={field.name} buttonClass={wordsClass}>
        <span className="text-muted">{field.name}:</span>
        <span className="min-w-0 truncate font-strong">
          <FieldWords field={field} />
        </span>
      </FilterPopover>
      <RemoveLink href={removeHref} name={field.name} />
    </li>
  )
}

/** What was searched for: the box beside it changes it. */
export function SearchToken({ name, value, removeHref }: { name: string; value: string; removeHref: string }) {
  return (
    <li className={tokenClass}>
      <span className="pl-2.5 text-muted">{name}:</span>
      <span className="min-w-0 truncate px-1.5 font-strong">{value}</span>
      <RemoveLink href={removeHref} name={name} />
    </li>
  )
}

const tokenClass = 'flex h-7 max-w-full min-w-0 items-center rounded-m border border-line-strong bg-surface text-m'
const wordsClass = 'flex h-full min-w-0 items-center gap-1.5 rounded-l-m px-2 hover:bg-hover'

function RemoveLink({ href, name }: { href: string; name: string }) {
  const t = useTranslations('ui')
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-label={t('remove', { what: name })}
      className="grid h-full w-6 shrink-0 place-items-center rounded-r-m text-muted hover:bg-hover hover:text-ink"
    >
      <Icon name="x" size={14} />
    </Link>
  )
}

const shownMax = 2

function FieldWords({ field }: { field: FilterField }) {
  const { kind, value } = field
  const t = useTranslations('ui.filter')
  const locale = useLocale()
  if (kind === 'amount') return range(value, (minor) => amountWords(locale, minor))
  if (kind === 'time') {
    const span = timeSpans.find((each) => each === value)
    return span ? t(`spans.${span satisfies TimeSpan}`) : range(value, (day) => formatDate(locale, day, 'UTC'))
  }
  const labels = valuesOf(value).map((each) => field.options.find((option) => option.value === each)?.label ?? each)
  const shown = labels.slice(0, shownMax)
  const words = new Intl.ListFormat(locale, { type: 'disjunction' }).format(shown)
  return labels.length > shownMax
    ? t('andMore', { words: shown.join(', '), count: String(labels.length - shownMax) })
    : words

  function range(text: string, say: (end: string) => string): string {
    const { from, to } = rangeOf(text)
    if (to === '') return t('atLeast', { value: say(from) })
    return from === '' ? t('atMost', { value: say(to) }) : `${say(from)} – ${say(to)}`
  }
}

const amountWords = (locale: Locale, minor: string): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(Number(minor) / 100)
