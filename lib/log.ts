import pino from 'pino'
import { logLevel } from './env.ts'
import { toError } from './errors.ts'

/** Only these fields reach the log, whatever is passed: a secret that has no name here cannot be written. */
const allowed = [
  'traceId',
  'entry',
  'workerId',
  'requestId',
  'attemptId',
  'accountId',
  'orderId',
  'state',
  'event',
  'api',
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

const plain = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/[\r\n]+/g, ' ').slice(0, 500) : value

/** The frames and message of an error, without the properties that libraries hang on it (requests, headers, bodies). */
const errorFields = (value: unknown) => {
  const error = toError(value)
  return { name: error.name, message: plain(error.message), stack: error.stack?.split('\n').slice(1, 8).join(' <') }
}

export const log = pino({
  level: logLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label) => ({ level: label }),
    log: (fields) => {
      const kept: Record<string, unknown> = {}
      for (const name of allowed) if (fields[name] !== undefined) kept[name] = plain(fields[name])
      if (fields.error !== undefined) kept.error = errorFields(fields.error)
      return kept
    },
  },
})
