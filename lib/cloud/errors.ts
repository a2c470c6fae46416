import type { Service } from './endpoints.ts'

/**
 * How the cloud wrote its error: `flat` error_code/error_msg (gateway, CPH, BSS, KPS, VPC v3), `nested` error{code,
 * message} (ECS, EPS, IMS, IAM), `plain` code/message (VPC v1, EIP v1), `keyed` by a name (nova, NeutronError), `opaque`
 * (HTML or nothing). `none`: there was no readable answer, the code is ours (`client.*`).
 */
export type ErrorShape = 'flat' | 'nested' | 'plain' | 'keyed' | 'opaque' | 'none'

/** Why the client itself gave up; the code of the error. */
export type ClientCode =
  | 'client.no_answer'
  | 'client.not_proven'
  | 'client.timed_out'
  | 'client.unreadable'
  | 'client.cancelled'
  | 'client.busy'
  | 'client.write_needs_access_key'

type Fields = {
  readonly service: Service
  readonly code: string
  readonly message: string
  readonly shape: ErrorShape
  readonly httpStatus?: number | undefined
  readonly requestId?: string | undefined
}

/** The one error of every cloud call. Holds no headers, no body and no secret, so it may be logged and shown. */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  readonly service: Service
  /** The cloud's code (`CPS.0015`), `HTTP.<status>` when it gave none, or `client.*`. */
  readonly code: string
  readonly shape: ErrorShape
  /** Undefined when no answer came. */
  readonly httpStatus: number | undefined
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined

  constructor({ service, code, message, shape, httpStatus, requestId }: Fields, options?: ErrorOptions) {
    super(message, options)
    this.service = service
    this.code = code
    this.shape = shape
    this.httpStatus = httpStatus
    this.requestId = requestId
  }

  /** The gateway refused key, signature or token: stop every call of the account, five wrong ones lock the key. */
  get isCredentialRefusal(): boolean {
    return this.code === 'APIGW.0301'
  }

  get isNotFound(): boolean {
    return this.httpStatus === 404
  }
}

/** An error of our own making, for a call that got no readable answer. */
export function clientError(
  service: Service,
  code: ClientCode,
  message: string,
  more: { httpStatus?: number | undefined; requestId?: string | undefined; cause?: unknown } = {},
): CloudError {
  const { httpStatus, requestId, cause } = more
  return new CloudError({ service, code, message, shape: 'none', httpStatus, requestId }, { cause })
}

/** Header values by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>

/** Reads any of the cloud's error shapes. Never throws: what cannot be read becomes an `opaque` error. */
export function parseCloudError(
  httpStatus: number,
  headers: AnswerHeaders,
  bodyText: string,
  service: Service,
): CloudError {
  const body = parseJson(bodyText)
  const found = isRecord(body) ? (flat(body) ?? nested(body) ?? plain(body) ?? keyed(body)) : undefined
  const said = found ?? { shape: 'opaque' as const, code: undefined, message: undefined }
  return new CloudError({
    service,
    httpStatus,
    shape: said.shape,
    code: normalizeCode(said.code) ?? `HTTP.${httpStatus}`,
    message: presentable(said.message) ?? `The cloud answered ${httpStatus} without a reason.`,
    requestId: requestIdOf(headers, body),
  })
}

/**
 * The error inside a 2xx body, which older billing calls and CPH may send. `CBC.0000` means success and is none.
 */
export function errorInBody(
  httpStatus: number,
  headers: AnswerHeaders,
  body: unknown,
  service: Service,
): CloudError | undefined {
  if (!isRecord(body)) return undefined
  const code = normalizeCode(text(body['error_code']))
  if (code === undefined || code === 'CBC.0000') return undefined
  const message = presentable(text(body['error_msg'])) ?? `The cloud answered ${httpStatus} with error ${code}.`
  return new CloudError({
    service,
    httpStatus,
    shape: 'flat',
    code,
    message,
    requestId: requestIdOf(headers, body),
  })
}

const requestIdHeaders = ['x-request-id', 'x-iam-trace-id', 'x-compute-request-id', 'x-openstack-request-id']

/** The id under which the vendor's support finds the call; header first, then body. */
export function requestIdOf(headers: AnswerHeaders, body: unknown): string | undefined {
  for (const name of requestIdHeaders) {
    const value = presentable(headers[name])
    if (value !== undefined) return value
  }
  return isRecord(body) ? presentable(text(body['request_id'])) : undefined
}

/** The parsed JSON, or undefined when the text is none. */
export function parseJson(bodyText: string): unknown {
  try {
    const parsed: unknown = JSON.parse(bodyText)
    return parsed
  } catch {
    return undefined
  }
}

type Said = { shape: ErrorShape; code: string | undefined; message: string | undefined }
type Body = Readonly<Record<string, unknown>>

function flat(body: Body): Said | undefined {
  const code = text(body['error_code'])
  return code === undefined ? undefined : { shape: 'flat', code, message: text(body['error_msg']) }
}

function nested({ error }: Body): Said | undefined {
  if (!isRecord(error)) return undefined
  return { shape: 'nested', code: text(error['code']), message: text(error['message']) ?? text(error['title']) }
}

function plain(body: Body): Said | undefined {
  const code = text(body['code'])
  return code === undefined ? undefined : { shape: 'plain', code, message: text(body['message']) }
}

function keyed(body: Body): Said | undefined {
  for (const [key, value] of Object.entries(body)) {
    if (!isRecord(value) || text(value['message']) === undefined) continue
    return { shape: 'keyed', code: text(value['type']) ?? key, message: text(value['message']) }
  }
  return undefined
}

const isRecord = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** One documented example writes a CPH code without its dot. */
const normalizeCode = (code: string | undefined): string | undefined =>
  code?.slice(0, 64).replace(/^CPS(?=\d{4}$)/, 'CPS.')

const MESSAGE_MAX = 1000

/** The gateway may echo the canonical request, and a temporary key's token with it: that value is taken out. */
function presentable(message: string | undefined): string | undefined {
  if (message === undefined || message === '') return undefined
  return message
    .slice(0, MESSAGE_MAX * 8)
    .replace(/(x-(?:security|auth)-token:)[^|\n]*/gi, '$1***')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MESSAGE_MAX)
}
