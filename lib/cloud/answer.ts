import type { Service } from './endpoints.ts'
import type { Exchange } from './exchange.ts'
import { type CloudError, errorInBody, parseCloudError, parseJson, requestIdOf } from './errors.ts'

/**
 * What is known after a write was tried once.
 *
 * `accepted`: the cloud said yes in the documented form. `refused`: it said no with a code that means nothing happened.
 * `throttled`: the gateway turned it away before the service; it may be tried anew after the pause. `not_sent`: no byte
 * of it left. `unknown`: everything else; only evidence from the cloud may settle it. `rawBody` is evidence to be kept
 * with the attempt, never to be logged.
 */
export type WriteAnswer =
  | { kind: 'accepted'; httpStatus: number; requestId: string | undefined; body: unknown; rawBody: string }
  | { kind: 'refused'; error: CloudError; requestId: string | undefined; rawBody: string }
  | { kind: 'throttled'; retryAfterMs: number; error: CloudError }
  | { kind: 'not_sent'; reason: string }
  | {
      kind: 'unknown'
      reason: string
      httpStatus: number | undefined
      requestId: string | undefined
      rawBody: string | undefined
    }

/** How one API says yes and no. Codes outside `refusals` (and outside the gateway's own) prove nothing. */
export type AnswerRules = {
  readonly service: Service
  /** Codes which, in a 4xx answer, mean that nothing was done. */
  readonly refusals: ReadonlySet<string>
  /** Whether a 2xx body (undefined when empty) is the documented yes. */
  readonly isAccepted: (body: unknown) => boolean
}

/**
 * Codes with which the gateway turns a call away before the service sees it: unknown API, wrong key or token, no right,
 * wrong project, address or region.
 */
export const gatewayRefusals: ReadonlySet<string> = new Set(
  ['0101', '0301', '0302', '0303', '0304', '0305', '0306', '0307', '0310', '0311']
    .concat(['0401', '0402', '0404', '0501', '0502', '0801', '0802'])
    .map((number) => `APIGW.${number}`),
)

const THROTTLED = 'APIGW.0308'
const DEFAULT_RETRY_AFTER_MS = 30_000
const RETRY_AFTER_MAX_MS = 3_600_000

/** Judges what came back from one write by allow-list: a yes and a no must be recognised, all else is `unknown`. */
export function classifyWrite(exchange: Exchange, rules: AnswerRules, now: Date): WriteAnswer {
  if (exchange.kind === 'not_sent') return { kind: 'not_sent', reason: exchange.reason }
  if (exchange.kind === 'broken') {
    const { reason, httpStatus, headers } = exchange
    return { kind: 'unknown', reason, httpStatus, requestId: requestIdOf(headers, undefined), rawBody: undefined }
  }
  const { httpStatus } = exchange
  if (httpStatus >= 200 && httpStatus < 300) return judgeYes(exchange, rules)
  if (httpStatus >= 400 && httpStatus < 500) return judgeNo(exchange, rules, now)
  return unknown(exchange, httpStatus < 400 ? 'redirected' : `answered ${httpStatus}`)
}

type Answered = Extract<Exchange, { kind: 'answered' }>

function judgeYes(answered: Answered, { service, isAccepted }: AnswerRules): WriteAnswer {
  const { httpStatus, headers, bodyText } = answered
  const body = bodyText === '' ? undefined : parseJson(bodyText)
  if (bodyText !== '' && (body === undefined || !isJson(answered))) return unknown(answered, 'not JSON')
  const error = errorInBody(httpStatus, headers, body, service)
  if (error !== undefined) return unknown(answered, `answered ${httpStatus} with error ${error.code}`)
  if (!isAccepted(body)) return unknown(answered, 'not the documented answer')
  return { kind: 'accepted', httpStatus, requestId: requestIdOf(headers, body), body, rawBody: bodyText }
}

function judgeNo(answered: Answered, { service, refusals }: AnswerRules, now: Date): WriteAnswer {
  const { httpStatus, headers, bodyText } = answered
  if (httpStatus === 408 || !isJson(answered)) return unknown(answered, `answered ${httpStatus}`)
  const error = parseCloudError(httpStatus, headers, bodyText, service)
  if (httpStatus === 429 && error.code === THROTTLED) {
    return { kind: 'throttled', retryAfterMs: retryAfterMs(headers['retry-after'], now), error }
  }
  if (error.shape !== 'opaque' && (gatewayRefusals.has(error.code) || refusals.has(error.code))) {
    return { kind: 'refused', error, requestId: error.requestId, rawBody: bodyText }
  }
  return unknown(answered, `answered ${httpStatus} with unlisted code ${error.code}`)
}

function unknown(answered: Answered, reason: string): WriteAnswer {
  const { httpStatus, headers, bodyText } = answered
  const requestId = requestIdOf(headers, parseJson(bodyText))
  return { kind: 'unknown', reason, httpStatus, requestId, rawBody: bodyText }
}

const isJson = ({ headers }: Answered): boolean => /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')

/** Milliseconds to wait, from a Retry-After header in seconds or as a date; 30 s without one, an hour at most. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  const given = header ?? ''
  const waitMs = /^\d{1,9}$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now.getTime()
  if (Number.isNaN(waitMs)) return DEFAULT_RETRY_AFTER_MS
  return Math.min(Math.max(waitMs, 0), RETRY_AFTER_MAX_MS)
}
