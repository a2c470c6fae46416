/** Every error code the console answers with, and the HTTP status of each. A code without a status does not exist. */
export const errorStatus = {
  unauthenticated: 401,
  forbidden: 403,
  /** The person must prove who they are once more; the browser asks, then tries again. */
  confirm_first: 403,
  /** The page was made for another session; the browser makes it anew, and the person presses again. */
  other_session: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  internal: 500,
  cloud_refused: 502,
  unavailable: 503,
  cloud_unreachable: 504,
} as const

export type ErrorCode = keyof typeof errorStatus

/** Field errors keyed by the joined path that react-hook-form uses: `access.ports.1.listenPort`. */
export type FieldErrors = Record<string, string>

/**
 * An expected failure. `message` is a message key, with parameters appended as JSON after a bar where it has any
 * (`errors.tooManyAttempts|{"minutes":5}`), so that the same failure reads in both languages.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldErrors | undefined

  constructor(code: ErrorCode, message: string, options: { fields?: FieldErrors; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fields = options.fields
  }
}

/** Appends parameters to a message key in the form that the interface translates. */
export const withParams = (key: string, params: Record<string, string | number>): string =>
  `${key}|${JSON.stringify(params)}`

/** Turns whatever was thrown into an Error, so that a cause is never lost. */
export const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
