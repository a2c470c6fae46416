import { z } from 'zod'

/**
 * Filters of a list as its address has them: several values stand in one text, comma separated, and empty text narrows
 * nothing. What cannot be understood is left out, so that an old or damaged address still shows a list.
 */
const tokensMax = 40

/** The values of a token. */
export const tokensOf = (text: string): string[] => (text === '' ? [] : text.split(','))

const kept = (isValue: (token: string) => boolean) =>
  z
    .string()
    .catch('')
    .transform((text) => [...new Set(tokensOf(text))].filter(isValue).slice(0, tokensMax).join(','))

/** A token whose values are some of `values`. */
export const anyOf = (values: readonly string[]) => kept((token) => values.includes(token))

/** A token whose values look like `pattern`. */
export const matching = (pattern: RegExp) => kept((token) => pattern.test(token))

const code = /^[\w.:/ -]{1,80}$/
/** Codes of the cloud: services, regions, kinds of jobs, error codes, ids. */
export const Codes = matching(code)

/** Ids of accounts. */
export const AccountIds = matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)

const amounts = /^(?:-?\d{1,15})?\.\.(?:-?\d{1,15})?$/
/** `min..max` in minor units, either side open, both inclusive. */
export const Amounts = z
  .string()
  .catch('')
  .transform((text) => (amounts.test(text) && text !== '..' ? text : ''))

const spans = ['7d', '30d', '90d', 'month'] as const
export type Span = (typeof spans)[number]
const days = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/

/**
 * When something was: the last days (`7d`, `30d`, `90d`), this billing month (`month`), or days `from..to`, either side
 * open, both inclusive. Days and months are those of UTC+8, by which the vendor bills.
 */
export const Times = z
  .string()
  .catch('')
  .transform((text) => (readTimes(text) ? text : ''))

/** Ends in minor units; undefined where that side is open. */
export function readAmounts(text: string): { min: number | undefined; max: number | undefined } {
  const [min = '', max = ''] = text.split('..')
  return { min: min === '' ? undefined : Number(min), max: max === '' ? undefined : Number(max) }
}

export type TimeRange = { span: Span } | { from: string | undefined; to: string | undefined }

/** What `Times` describes; undefined where nothing is narrowed. */
export function readTimes(text: string): TimeRange | undefined {
  const span = spans.find((each) => each === text)
  if (span) return { span }
  const [, from, to] = days.exec(text) ?? []
  if (from === undefined && to === undefined) return undefined
  return [from, to].every((day) => day === undefined || isDay(day)) ? { from, to } : undefined
}

/** Whether the day is in the calendar: the thirtieth of February is not. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
