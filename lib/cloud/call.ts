import type { AnswerRules } from './answer.ts'
import { globalServices, type Service } from './endpoints.ts'
import type { WireRequest } from './exchange.ts'
import { type Query, queryString } from './percent-encoding.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One call of the cloud. `path` begins with a slash; ids and names in it are percent-encoded already. */
export type Call = {
  readonly service: Service
  readonly method: Method
  readonly path: string
  readonly query?: Query
  readonly body?: string
  /** Stable name of the API (`cph.listServers`): for limits, logs and measures. */
  readonly api: string
}

/** A call that changes nothing, so it may be repeated. Billing asks some of its questions by POST. */
export type ReadCall = Call & {
  /** The API answers 200 with an `error_code` that belongs to what it describes (a failed job), not to the call. */
  readonly hasErrorCodeAsData?: boolean
}

/** A call that changes something, with how its API says yes and no. */
export type WriteCall = Call & Omit<AnswerRules, 'service'>

/** Whom a call is made for. `domainId` is the account; global services want it. */
export type Identity = { readonly projectId: string; readonly domainId: string | undefined }

export type TextLanguage = 'en_US' | 'zh_CN'

/** The unsigned request of a call: the very URL, body and headers to sign and send. */
export function requestOf(
  call: Call,
  baseUrl: string,
  { projectId, domainId }: Identity,
  language: TextLanguage | undefined,
): WireRequest {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (!globalServices.includes(call.service)) headers['x-project-id'] = projectId
  else if (domainId !== undefined) headers['x-domain-id'] = domainId
  if (language !== undefined && (call.service === 'bss' || call.service === 'workspace')) {
    headers['x-language'] = language
  }
  const query = queryString(call.query ?? {})
  const url = `${baseUrl}${call.path}${query === '' ? '' : `?${query}`}`
  return { method: call.method, url, headers, body: call.body }
}

/** The part of a log record that every call has. */
export const describe = (call: Call, at: Date, until: Date) => ({
  api: call.api,
  service: call.service,
  method: call.method,
  path: call.path,
  at,
  durationMs: until.getTime() - at.getTime(),
})
