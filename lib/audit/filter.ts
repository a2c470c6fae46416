import { z } from 'zod'
import { Codes, matching, Times } from '../filter-tokens.ts'
import { SearchText } from '../page-window.ts'

export const auditSorts = ['-at', 'at'] as const

/** The place of a row: its time and its number. */
const Cursor = z
  .string()
  .regex(/^[\d:.TZ-]{1,40}~\d{1,18}$/)
  .optional()
  .catch(undefined)

/** What the audit is narrowed to; see `filter-tokens.ts` for how its tokens are written. */
export const AuditFilter = z.object({
  /** Ids of accounts, and `none` for what is about no account. */
  account: matching(/^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|none)$/),
  /** A request's number or id, an order's id, or whose id it is. */
  q: SearchText,
  at: Times,
  /** Ids of people, or `worker` and `system`. */
  person: matching(/^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|worker|system)$/),
  /** Events: `request.approve`. */
  action: Codes,
  /** What events are about: the part before their dot. */
  object: matching(/^[a-z]{1,40}$/),
  sort: z.enum(auditSorts).catch('-at'),
  after: Cursor,
  before: Cursor,
})
export type AuditFilter = z.output<typeof AuditFilter>
