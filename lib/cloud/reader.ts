import { setTimeout as sleep } from 'node:timers/promises'

import { retryAfterMs } from './answer.ts'
import { describe, type ReadCall } from './call.ts'
import type { Cloud, ReadAnswer, TransportOptions } from './cloud.ts'
import { clientError, type CloudError, errorInBody, parseCloudError, parseJson, requestIdOf } from './errors.ts'
import { type Exchange, type Fault, isUnproven, type WireRequest } from './exchange.ts'

const ATTEMPTS_MAX = 4
const PAUSE_BASE_MS = 1000
const PAUSE_MAX_MS = 30_000

type Ways = {
  readonly authenticate: (call: ReadCall) => Promise<WireRequest>
  readonly ask: (request: WireRequest, signal?: AbortSignal) => Promise<Exchange>
  readonly renewToken: () => void
}

/** What one attempt came to; `again` says after which least pause it may be repeated, if at all. */
type Outcome = { answer: ReadAnswer } | { error: CloudError; again: { afterMs: number } | undefined }

/** Makes `Cloud.read`. Repeating is safe here because these calls change nothing. */
export function createReader(options: TransportOptions, { authenticate, ask, renewToken }: Ways): Cloud['read'] {
  const { clock, limiter, onCall, attemptsMax = ATTEMPTS_MAX, pause = wait } = options

  return async function read(call, { signal } = {}) {
    let isTokenRenewed = false
    for (let attempt = 1; ; attempt++) {
      await limiter?.take(call)
      const request = await authenticate(call)
      const at = clock.now()
      const exchange = await ask(request, signal)
      const outcome = judge(exchange, call, clock.now())
      onCall?.({ ...describe(call, at, clock.now()), attempt, ...resultOf(exchange, outcome) })
      if ('answer' in outcome) return outcome.answer
      if (signal?.aborted === true) throw cancelled(call, outcome.error)

      if (outcome.error.code === 'APIGW.0307' && !isTokenRenewed) {
        isTokenRenewed = true
        renewToken()
        continue
      }
      if (outcome.again === undefined || attempt >= attemptsMax) throw outcome.error
      await pause(Math.max(outcome.again.afterMs, backoffMs(attempt)), signal).catch((error: unknown) => {
        throw cancelled(call, error)
      })
    }
  }
}

function judge(exchange: Exchange, call: ReadCall, now: Date): Outcome {
  if (exchange.kind !== 'answered') return { error: failure(exchange, call), again: againAfter(exchange) }
  const { httpStatus, headers, bodyText } = exchange
  if (httpStatus < 200 || httpStatus > 299) {
    const isTransient = httpStatus === 429 || httpStatus >= 500
    const given = headers['retry-after']
    const afterMs = given === undefined ? 0 : Math.min(retryAfterMs(given, now), PAUSE_MAX_MS)
    const error = parseCloudError(httpStatus, headers, bodyText, call.service)
    return { error, again: isTransient && !error.isCredentialRefusal ? { afterMs } : undefined }
  }
  const body = bodyText === '' ? undefined : parseJson(bodyText)
  const requestId = requestIdOf(headers, body)
  if (bodyText !== '' && body === undefined) {
    const more = { httpStatus, requestId }
    return { error: clientError(call.service, 'client.unreadable', 'The answer is not JSON.', more), again: undefined }
  }
  const error = call.hasErrorCodeAsData === true ? undefined : errorInBody(httpStatus, headers, body, call.service)
  return error === undefined ? { answer: { body, httpStatus, requestId } } : { error, again: undefined }
}

type Unanswered = Exclude<Exchange, { kind: 'answered' }>

const faultCodes = {
  connection: 'client.no_answer',
  time: 'client.timed_out',
  content: 'client.unreadable',
} as const satisfies Record<Fault, string>

/** What is told of a question that got no answer that could be read. */
export function failure(exchange: Unanswered, call: Pick<ReadCall, 'service'>): CloudError {
  if (isUnproven(exchange.reason)) {
    const message = `What answered did not prove that it is the cloud (${exchange.reason}). Nothing was sent.`
    return clientError(call.service, 'client.not_proven', message)
  }
  const message = `The cloud gave no readable answer: ${exchange.reason}.`
  if (exchange.kind === 'not_sent') return clientError(call.service, 'client.no_answer', message)
  const more = { httpStatus: exchange.httpStatus, requestId: requestIdOf(exchange.headers, undefined) }
  return clientError(call.service, faultCodes[exchange.fault], message, more)
}

/** A timeout has cost its minute already, and an unreadable answer or a wrong certificate would be the same again. */
function againAfter(exchange: Unanswered): { afterMs: number } | undefined {
  if (isUnproven(exchange.reason)) return undefined
  return exchange.kind === 'not_sent' || exchange.fault === 'connection' ? { afterMs: 0 } : undefined
}

/** Grows from one second and doubles, with up to half taken off at random so that pollers drift apart. */
const backoffMs = (attempt: number): number =>
  Math.min(PAUSE_BASE_MS * 2 ** (attempt - 1), PAUSE_MAX_MS) * (1 - Math.random() / 2)

const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal })

const cancelled = (call: ReadCall, cause: unknown): CloudError =>
  clientError(call.service, 'client.cancelled', 'The question was withdrawn before the answer came.', { cause })

function resultOf(exchange: Exchange, outcome: Outcome) {
  const isAnswer = 'answer' in outcome
  return {
    outcome: isAnswer ? ('answered' as const) : ('failed' as const),
    httpStatus: exchange.kind === 'not_sent' ? undefined : exchange.httpStatus,
    errorCode: isAnswer ? undefined : outcome.error.code,
    requestId: isAnswer ? outcome.answer.requestId : outcome.error.requestId,
  }
}
