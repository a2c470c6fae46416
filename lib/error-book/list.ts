import { type Locale, locales } from '../i18n/locale.ts'
import { pageSize } from '../page.ts'
import { type BookEntry, entries, findEntry } from './book.ts'
import { explain } from './explain.ts'
import type { BookFilter } from './filter.ts'
import type { Explanation } from './queries.ts'

export type BookPage = {
  rows: Explanation[]
  /** Of all rows that fit, counted from 1; both 0 when none does. */
  first: number
  last: number
  total: number
  /** The page that is shown: the last one when a later one was asked for. */
  page: number
  pages: number
}

/**
 * The rows that fit, in the order of the book; a code that was typed in full comes first. Every word of the search must
 * stand in the codes, the meaning or the advice, in either language: the cloud's own text is English for everyone.
 */
export function findEntries(filter: BookFilter): BookEntry[] {
  const asked = filter.q === '' ? undefined : findEntry(filter.q)
  const fitting = entries.filter((entry) => fits(entry, filter) && (entry === asked || hasWords(entry, filter)))
  return asked && fitting.includes(asked) ? [asked, ...fitting.filter((entry) => entry !== asked)] : fitting
}

/** One page of them. */
export function listEntries(filter: BookFilter, locale: Locale): BookPage {
  const found = findEntries(filter)
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(filter.page, pages)
  const start = (page - 1) * pageSize
  const rows = found.slice(start, start + pageSize).map((entry) => explain(entry, locale))
  return {
    rows,
    first: rows.length === 0 ? 0 : start + 1,
    last: start + rows.length,
    total: found.length,
    page,
    pages,
  }
}

const fits = (entry: BookEntry, { service, retry, fixer }: BookFilter): boolean =>
  (service === 'all' || entry.service === service) &&
  (retry === 'all' || entry.retry === retry) &&
  (fixer === 'all' || entry.fixer === fixer)

function hasWords(entry: BookEntry, { q }: BookFilter): boolean {
  if (q === '') return true
  const said = locales.flatMap((locale) => {
    const { name, meaning, whatToDo } = explain(entry, locale)
    return [name, meaning, whatToDo]
  })
  const text = [...entry.codes, ...said].join(' ').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
