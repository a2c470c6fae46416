import type { BookService, Fact, Fixer, Meanings, Retry } from './fact.ts'
import { bss } from './facts/bss.ts'
import { cph } from './facts/cph.ts'
import { ecs } from './facts/ecs.ts'
import { gateway } from './facts/gateway.ts'
import { network } from './facts/network.ts'
import { own } from './facts/own.ts'
import { pretend } from './facts/pretend.ts'
import { workspace } from './facts/workspace.ts'
import type { advice } from './words/en/advice.ts'

const facts = { ...cph, ...workspace, ...ecs, ...bss, ...gateway, ...network, ...own, ...pretend } as const

/** The words of all rows in one language. */
export type AllMeanings = Meanings<typeof facts>
/** One row of the book, as it is written there: a code, or several behind their common prefix. */
export type BookKey = keyof typeof facts

export type BookEntry = {
  key: BookKey
  /** Every single code of the row. */
  codes: readonly string[]
  service: BookService
  retry: Retry
  fixer: Fixer
  advice: keyof typeof advice
  httpStatuses: readonly number[]
  /** Only the pretend cloud of demo and tests answers with it. */
  isPretend: boolean
}

const serviceByPrefix: Readonly<Record<string, BookService>> = {
  CPS: 'cph',
  WKS: 'workspace',
  Ecs: 'ecs',
  Common: 'ecs',
  Pdp: 'ecs',
  CBC: 'bss',
  APIGW: 'gateway',
  client: 'console',
  HTTP: 'console',
}

/** The single codes of a row: `CPS.0014,0017-0019` is CPS.0014, CPS.0017, CPS.0018 and CPS.0019. */
export function codesOf(key: string): string[] {
  const [prefix = '', numbers] = key.split('.')
  if (numbers === undefined || !/^\d/.test(numbers)) return [key]
  return numbers.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-')
    const count = Number(last) - Number(first) + 1
    return Array.from(
      { length: count },
      (_, index) => `${prefix}.${String(Number(first) + index).padStart(first.length, '0')}`,
    )
  })
}

// `Object.entries` of the rows gives their own keys.
const rows = Object.entries(facts) as [BookKey, Fact][]

/** Every row, service by service, in the order of the codes. */
export const entries: readonly BookEntry[] = rows.map(([key, [retry, fixer, advised, ...httpStatuses]]) => ({
  key,
  codes: codesOf(key),
  service: serviceByPrefix[key.split('.')[0] ?? ''] ?? 'network',
  retry,
  fixer,
  advice: advised,
  httpStatuses,
  isPretend: Object.hasOwn(pretend, key),
}))

const byCode = new Map(entries.flatMap((entry) => entry.codes.map((code) => [code.toLowerCase(), entry] as const)))

/** The row of a code as the cloud wrote it, whatever its capitals; undefined when the book does not have it. */
export const findEntry = (code: string): BookEntry | undefined => byCode.get(written(code).toLowerCase())

/**
 * The code as the book writes it: one documented example leaves the dot of a CPH code out, the identity service gives the
 * HTTP status alone, and customers' own gateways write APIG.
 */
const written = (code: string): string =>
  code
    .trim()
    .replace(/^CPS(?=\d{4}$)/i, 'CPS.')
    .replace(/^APIG(?=[.])/i, 'APIGW')
    .replace(/^(?=[345]\d\d$)/, 'HTTP.')
