import { isFoundLater } from './found-later.ts'
import type { RequestDetail } from './queries.ts'

/**
 * Everything about a request that the vendor's support can use: where, when, which calls, their ids and codes. Values of
 * fields that are named like secrets are taken out of the body; the cloud's answers, which may quote the call, stay out.
 */
export function supportReport(request: RequestDetail, madeAt: Date) {
  const { document, attempts, payment, order, jobs, resources, stateReason, account } = request
  const codes = [
    stateReason?.code,
    ...attempts.map(({ errorCode }) => errorCode),
    payment?.errorCode,
    ...jobs.flatMap(({ errorCode, parts }) => [errorCode, ...parts.map((part) => part.errorCode)]),
  ]
  return {
    request: request.number,
    what: request.title,
    state: request.state,
    operation: document?.call.api ?? request.operation,
    made_at: madeAt.toISOString(),
    account: account.name,
    region: account.region,
    site: document?.siteAndProject.site ?? null,
    project_id: document?.siteAndProject.projectId ?? null,
    codes: [...new Set(codes.filter((code) => code !== null && code !== undefined))],
    call: document && {
      method: document.call.method,
      url: `${document.endpoint}${document.call.path}`,
      body: redacted(document.call.body),
      body_sha256: document.bodySha256,
    },
    attempts: attempts.map(({ seq, name, ...attempt }) => ({ seq, name, ...answerOf(attempt, attempt.signedAt) })),
    payment: payment && answerOf(payment, payment.startedAt),
    order: order && { order_id: order.orderId, status: order.status },
    jobs: jobs.map(({ jobId, service, state, errorCode, errorMessage, startedAt, endedAt, parts }) => ({
      job_id: jobId,
      service,
      state,
      error_code: errorCode,
      error_message: withoutKeys(errorMessage),
      started_at: startedAt,
      ended_at: endedAt,
      parts: parts.map((part) => ({
        id: part.id,
        resource_id: part.resource?.id ?? null,
        state: part.state,
        error_code: part.errorCode,
      })),
    })),
    resource_ids: resources.map(({ id }) => id),
  }
}

type Answered = {
  state: string
  answeredAt: string | null
  httpStatus: number | null
  cloudRequestId: string | null
  errorCode: string | null
  errorMessage: string | null
}

/** One signed call and the cloud's answer to it, for a report. */
export const answerOf = (it: Answered, signedAt: string) => ({
  signed_at: signedAt,
  ...(isFoundLater(it) ? { answered_at: null, found_at: it.answeredAt } : { answered_at: it.answeredAt }),
  state: it.state,
  http_status: it.httpStatus,
  cloud_request_id: it.cloudRequestId,
  error_code: it.errorCode,
  error_message: withoutKeys(it.errorMessage),
})

const secretName =
  /pass|pwd|secret|token|credential|authorization|signature|private_?key|public_?key|access_?key|^(?:ak|sk)$|user_?data/i
const REMOVED = '***'

/** The gateway names the key that it refuses: `ak ABC… not exist` (signing-and-auth.md §3.3). */
export const withoutKeys = (message: string | null): string | null =>
  message && message.replaceAll(/(\b(?:ak|access(?:key)?)\s*[:= ]\s*)[A-Z0-9]{8,}/gi, `$1${REMOVED}`)

/** The body of a call without the values of fields that are named like secrets, also inside of JSON written as text. */
export function redacted(body: string): unknown {
  const parsed = jsonIn(body)
  return parsed === undefined ? REMOVED : withoutSecrets(parsed)
}

/** A value as the cloud told it, without those of fields that are named like secrets. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value === 'string') {
    const inner = /^\s*[{[]/.test(value) ? jsonIn(value) : undefined
    return inner === undefined ? value : JSON.stringify(withoutSecrets(inner))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secretName.test(name) ? REMOVED : withoutSecrets(inner)]),
  )
}

function jsonIn(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}

/** The same as lines of text: one fact a line, indented under its heading; what is not known is left out. */
export const supportText = (report: object): string => linesOf(report, '').join('\n')

const linesOf = (record: object, indent: string): string[] =>
  Object.entries(record).flatMap(([name, value]: [string, unknown]) =>
    name === 'body' ? [`${indent}${name}: ${JSON.stringify(value)}`] : linesFor(name, value, indent),
  )

function linesFor(name: string, value: unknown, indent: string): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    const items: unknown[] = value
    if (items.every((item) => typeof item === 'string'))
      return items.length === 0 ? [] : [`${indent}${name}: ${items.join(', ')}`]
    return items.flatMap((item, index) => linesFor(`${name} ${index + 1}`, item, indent))
  }
  if (typeof value === 'object') return [`${indent}${name}:`, ...linesOf(value, `${indent}  `)]
  return [`${indent}${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`]
}
