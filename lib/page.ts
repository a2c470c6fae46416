import { z } from 'zod'

/** Rows of a list in one answer. */
export const pageSize = 50

/** A list counts its rows no further than this, and then says "more than". */
export const countMax = 10_000

/** The place of a row in a list that is sorted by time and id: `2026-11-22T04:52:30.123456Z~<id>`; `-` is no time. */
export const Cursor = z.string().regex(/^(-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~[\w.-]{1,100}$/)

/** Which part of a list: older than `after` or newer than `before`; the newest rows when neither is given. */
export const windowFields = {
  after: Cursor.optional().catch(undefined),
  before: Cursor.optional().catch(undefined),
}

export type Window = { after?: string | undefined; before?: string | undefined }

/** Search text as typed, cut to a length that no id exceeds. */
export const SearchText = z
  .string()
  .catch('')
  .transform((text) => text.trim().slice(0, 100))

export type Total = { count: number; isExact: boolean }

/** When the mirrored data was last read from the cloud (ISO), and why it could not be since. */
export type Freshness = { at: string | null; failedAt: string | null; failure: string | null }

export type RowsPage<Row> = {
  rows: Row[]
  /** Cursor for `before`, null on the first page. */
  newer: string | null
  /** Cursor for `after`, null on the last page. */
  older: string | null
  total: Total
  asOf: Freshness
}
