import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { CallRecord } from '../cloud/cloud.ts'
import { log } from '../log.ts'
import { numbers } from './numbers.ts'

/** The name under which the console makes its spans. */
export const tracerName = 'countersign'

const outcomesThatWork: ReadonlySet<CallRecord['outcome']> = new Set(['answered', 'accepted'])

/** Logs, counts and traces a call of the cloud: what was asked and what came of it, never content. */
export function noteCall(call: CallRecord): void {
  const { api, service, outcome, httpStatus, errorCode, requestId, attempt, durationMs } = call
  log.debug(
    {
      api,
      status: httpStatus,
      code: errorCode,
      cloudRequestId: requestId,
      state: outcome,
      count: attempt,
      ms: durationMs,
    },
    'called the cloud',
  )
  numbers().cloudCalls.observe({ service, outcome }, durationMs / 1000)
  traceCall(call)
}

/** One span from the first byte to the last, made when it is over; no query, header or body has a place in it. */
function traceCall(call: CallRecord): void {
  const { api, service, method, path, at, durationMs, attempt, outcome, httpStatus, errorCode, requestId } = call
  const span = trace.getTracer(tracerName).startSpan(api, {
    kind: SpanKind.CLIENT,
    startTime: at,
    attributes: {
      'http.request.method': method,
      'url.path': path,
      'http.request.resend_count': attempt - 1,
      'countersign.service': service,
      'countersign.outcome': outcome,
      ...(httpStatus !== undefined && { 'http.response.status_code': httpStatus }),
      ...(errorCode !== undefined && { 'error.type': errorCode }),
      ...(requestId !== undefined && { 'countersign.cloud_request_id': requestId }),
    },
  })
  if (!outcomesThatWork.has(outcome)) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(new Date(at.getTime() + durationMs))
}
