import { ZodError } from 'zod'
import { EndpointError } from './cloud/endpoints.ts'
import { CloudError } from './cloud/errors.ts'
import { isDatabaseAway } from './database-away.ts'
import { AppError, type ErrorCode, type FieldErrors, toError, withParams } from './errors.ts'
import { log } from './log.ts'

export type Failure = { code: ErrorCode; message: string; fields?: FieldErrors; traceId: string }

/** Errors of the database's own guards (SQLSTATE CS001): somebody was faster, or the content changed. */
const isGuardRefusal = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'CS001'

/** A text with a NUL or half a character (SQLSTATE 22021, 22P05): nobody types it, and Postgres keeps none. */
export function isNoText(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false
  if ('code' in thrown && ['22021', '22P05'].includes(String(thrown.code))) return true
  return 'cause' in thrown && isNoText(thrown.cause)
}

const fieldsOf = (error: ZodError): FieldErrors => {
  const fields: FieldErrors = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/** Turns whatever a verb threw into what the browser may know. Surprises are logged and lose their message. */
export function toFailure(thrown: unknown, { entry, traceId }: { entry: string; traceId: string }): Failure {
  if (thrown instanceof AppError) {
    // Pages of ours bring the token of their session: this is somebody else's, or a page that was left open too long.
    if (thrown.code === 'other_session') log.warn({ traceId, entry, code: thrown.code }, 'refused')
    return { code: thrown.code, message: thrown.message, ...(thrown.fields && { fields: thrown.fields }), traceId }
  }
  if (thrown instanceof ZodError)
    return { code: 'invalid', message: 'errors.invalid', fields: fieldsOf(thrown), traceId }
  if (thrown instanceof CloudError && thrown.code === 'client.not_proven')
    return { code: 'cloud_unreachable', message: 'errors.cloudNotProven', traceId }
  if (thrown instanceof CloudError)
    return thrown.shape === 'none'
      ? { code: 'cloud_unreachable', message: 'errors.cloudUnreachable', traceId }
      : {
          code: 'cloud_refused',
          message: withParams('errors.cloudRefused', { code: thrown.code, message: thrown.message }),
          traceId,
        }
  if (thrown instanceof EndpointError) return { code: 'unavailable', message: 'errors.endpointGone', traceId }
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown
  if (isGuardRefusal(thrown) || isGuardRefusal(cause)) {
    // What the verbs had let through: a race that was lost, or somebody who passed them by.
    log.warn({ traceId, entry, error: toError(cause) }, 'the database refused')
    return { code: 'conflict', message: 'errors.changedMeanwhile', traceId }
  }
  if (isDatabaseAway(thrown)) {
    log.warn({ traceId, entry, error: toError(cause) }, 'the database is away')
    return { code: 'unavailable', message: 'errors.databaseAway', traceId }
  }
  if (isNoText(thrown)) return { code: 'invalid', message: 'errors.invalid', traceId }
  log.error({ traceId, entry, error: toError(thrown) }, 'unexpected failure')
  return { code: 'internal', message: withParams('errors.internal', { traceId }), traceId }
}
