import { z } from 'zod'
import { pageSize, resourceSorts } from './page.ts'

/**
 * The place of a row in a list that is sorted by a time or a name, and by id: `2026-11-22T04:52:30.123456Z~<id>` (`-` is
 * no time) or `web-1~<id>`.
 */
const Cursor = z.string().regex(/^\P{Cc}{0,600}~[\w.-]{1,100}$/u)

/** Which part of a list: older than `after` or newer than `before`; the newest rows when neither is given. */
export const windowFields = {
  after: Cursor.optional().catch(undefined),
  before: Cursor.optional().catch(undefined),
}

/** How many rows are asked for: a page, or fewer. */
export const sizeField = { size: z.coerce.number().int().min(1).max(pageSize).catch(pageSize) }

/** How a list of resources is sorted, beside its window. */
export const sortField = { sort: z.enum(resourceSorts).catch('-created') }

/** What cannot be seen and comes along with what is copied from a page: spaces without width, marks of direction. */
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\uFEFF]/gu

/** Search text as typed, cut to a length that no id exceeds; the database takes no control signs. */
export const SearchText = z
  .string()
  .catch('')
  .transform((text) =>
    text
      .slice(0, 10_000)
      .replaceAll(unseen, '')
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100),
  )
