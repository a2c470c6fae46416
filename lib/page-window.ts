import { z } from 'zod'

/** The place of a row in a list that is sorted by time and id: `2026-11-22T04:52:30.123456Z~<id>`; `-` is no time. */
const Cursor = z.string().regex(/^(-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~[\w.-]{1,100}$/)

/** Which part of a list: older than `after` or newer than `before`; the newest rows when neither is given. */
export const windowFields = {
  after: Cursor.optional().catch(undefined),
  before: Cursor.optional().catch(undefined),
}

/** Search text as typed, cut to a length that no id exceeds. */
export const SearchText = z
  .string()
  .catch('')
  .transform((text) => text.trim().slice(0, 100))
