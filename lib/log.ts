import pino from 'pino'
import { logLevel } from './env.ts'
import { toError } from './errors.ts'

/** Only these fields reach the log, whatever is passed: a secret that has no name here cannot be written. */
const allowed = [
  'traceId',
  'entry',
  'workerId',
  'personId',
  'requestId',
  'attemptId',
  'accountId',
  'orderId',
  'state',
  'event',
  'api',
  'method',
  'path',
  'status',
  'code',
  'cloudRequestId',
  'ms',
  'count',
  'port',
  'reason',
  'place',
  'hash',
] as const

/** Texts and numbers alone: an object would bring in fields that have no name here. */
function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return value.replaceAll(/[\r\n]+/g, ' ').slice(0, 500)
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/**
 * The frames and message of an error, without the properties that libraries hang on it (requests, headers, bodies). A statement
 * that failed has its parameters in its message; the database's own words are its cause.
 */
function errorFields(value: unknown) {
  const error = toError(value)
  const isStatement = 'query' in error && 'params' in error
  const told = isStatement && error.cause instanceof Error ? error.cause.message : error.message
  const frames = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? []
  return {
    name: error.name,
    message: isStatement && !(error.cause instanceof Error) ? 'a statement failed' : plain(told),
    stack: frames.slice(0, 7).join(' <'),
  }
}

export const logOptions = {
  level: logLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label: string) => ({ level: label }),
    log: (fields: Record<string, unknown>) => {
      const kept: Record<string, unknown> = {}
      for (const name of allowed) if (fields[name] !== undefined) kept[name] = plain(fields[name])
      if (fields['error'] !== undefined) kept['error'] = errorFields(fields['error'])
      return kept
    },
  },
}

export const log = pino(logOptions)
