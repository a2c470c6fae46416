import type { ErrorCode, FieldErrors } from './errors.ts'

/** What a server action returns: expected failures are values, since a production build hides thrown messages. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; error: { code: ErrorCode; message: string; fields?: FieldErrors; traceId: string } }
