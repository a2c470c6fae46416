import type { Locale } from './locale.ts'
import { madeOnce } from './made-once.ts'

export type Instant = Date | string | number

const numberFormat = madeOnce((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const dateTimeFormat = madeOnce(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)
const relativeFormat = madeOnce(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
)

/** `CNY 1,240.00`: ISO code, two decimals, the language's separators; `signed` adds + or a true minus. */
export const formatMoney = (locale: Locale, amount: number | string, currency: string, signed = false): string =>
  moneyText(locale, amount, currency, { digits: 2, signed })

/** As `formatMoney`, with up to six decimals: an hour of use often costs less than a hundredth. */
export const formatRate = (locale: Locale, millionths: number, currency: string): string =>
  moneyText(locale, millionths / 1_000_000, currency, { digits: 6, signed: false })

function moneyText(
  locale: Locale,
  amount: number | string,
  currency: string,
  { digits, signed }: { digits: number; signed: boolean },
): string {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'auto',
  })
    .formatToParts(Number(amount))
    .map((part) => (part.type === 'minusSign' ? '−' : part.value))
    .join('')
}

// English dates are set day first with the month as a word, so no reader can take the month for the day.
const dateLocale = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale)

/** `22 Nov 2025, 04:35:12 GMT+8` or `2025年11月22日 04:35:12 GMT+8`, in the given IANA zone. */
export function formatDateTime(locale: Locale, at: Instant, timeZone: string): string {
  const parts = dateTimeFormat(dateLocale(locale), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? ''
  const time = [part('hour'), part('minute'), part('second')].join(':')
  const comma = locale === 'en' ? ',' : ''
  return `${formatDate(locale, at, timeZone)}${comma} ${time} ${part('timeZoneName')}`
}

/** `22 Nov 2025`. */
export function formatDate(locale: Locale, at: Instant, timeZone: string): string {
  return dateTimeFormat(dateLocale(locale), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone,
  }).format(new Date(at))
}

/** `04:35`. */
export function formatTime(locale: Locale, at: Instant, timeZone: string): string {
  return dateTimeFormat(dateLocale(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(at))
}

/** `04:35` for a time of today, with its day (`22 Nov 2025, 04:35`) for any other. */
export function formatMoment(locale: Locale, at: Instant, now: Instant, timeZone: string): string {
  const time = formatTime(locale, at, timeZone)
  const day = formatDate(locale, at, timeZone)
  if (day === formatDate(locale, now, timeZone)) return time
  return `${day}${locale === 'en' ? ',' : ''} ${time}`
}

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const

/** `3 min ago`, `in 2 hr.`; below a minute it says so without counting, since a ticking second distracts. */
export function formatRelative(locale: Locale, at: Instant, now: Instant): string {
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000
  const format = relativeFormat(locale, { style: 'short', numeric: 'always' })
  for (const { unit, seconds: length } of steps) {
    if (Math.abs(seconds) >= length) return withoutStop(format.format(Math.trunc(seconds / length), unit))
  }
  return relativeFormat(locale, { style: 'short', numeric: 'auto' }).format(0, 'second')
}

// English abbreviates with a full stop, which reads as the end of a sentence in a table.
const withoutStop = (text: string): string => text.replace('.', '')

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** `1.5 GiB` from a count of bytes. */
export function formatBytes(locale: Locale, bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = numberFormat(locale, { maximumFractionDigits: power === 0 ? 0 : 1 }).format(bytes / 1024 ** power)
  return `${value} ${sizes[power] ?? 'B'}`
}

export const formatNumber = (locale: Locale, value: number): string => numberFormat(locale, {}).format(value)

/** `12K`, `1.2万`: a number where there is room for a few signs only. */
export const formatCompact = (locale: Locale, value: number): string =>
  numberFormat(locale, { notation: 'compact' }).format(value)
