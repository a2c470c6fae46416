import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { isRecord, text } from './reading.ts'

export const serviceNames = ['cph', 'vpc', 'eip', 'kps', 'ecs', 'workspace', 'iam', 'eps', 'bss'] as const
export type ServiceName = (typeof serviceNames)[number]

/**
 * How a service writes its errors: flat and nested as in most services, detailed in Workspace, short in VPC v1, iam and
 * nova in their own way.
 */
export type ErrorShape = 'flat' | 'detailed' | 'nested' | 'short' | 'iam' | 'nova'

export type Parameter = { name: string; errorCode: string; accept: ValidateFunction }

export type Operation = {
  id: string
  service: ServiceName
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  shape: ErrorShape
  badRequestCode: string
  /** The code for a write that came without any body. */
  emptyBodyCode: string
  permission: string | undefined
  /** A call without authentication (the token route only). */
  isOpen: boolean
  /** A POST that changes nothing in the cloud: not a write in the ledger, open to read-only keys. */
  isRead: boolean
  hasBody: boolean
  parameters: Parameter[]
}

const documents = new Map<ServiceName, Record<string, unknown>>(
  serviceNames.map((service) => {
    const document: unknown = parse(
      readFileSync(new URL(`./contract/${service}.openapi.yaml`, import.meta.url), 'utf8'),
    )
    if (!isRecord(document)) throw new TypeError(`The contract of ${service} is not an OpenAPI document.`)
    return [service, document]
  }),
)

/** Members of an OpenAPI document that are no JSON Schema keywords. */
const vocabulary =
  'openapi info paths components x-service x-error-shape x-bad-request-code x-empty-body-code x-not-in-schema'.split(
    ' ',
  )
const bodies = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, verbose: true }).addVocabulary(
  vocabulary,
)
const queries = new Ajv2020({ strict: true, strictRequired: false, coerceTypes: 'array' }).addVocabulary(vocabulary)
for (const [service, document] of documents) {
  bodies.addSchema(document, `${service}.openapi.yaml`)
  queries.addSchema(document, `${service}.openapi.yaml`)
}

/** A guard for one named schema of a contract document; its type is the caller's reading of that schema. */
export function schemaOf<T>(service: ServiceName, name: string): ValidateFunction<T> {
  return bodies.compile<T>({ $ref: `${service}.openapi.yaml#/components/schemas/${name}` })
}

/** Errors of a guard that has just said no, without those of the branches of an alternative. */
export const issuesOf = (guard: ValidateFunction): ErrorObject[] =>
  (guard.errors ?? []).filter((issue) => issue.keyword !== 'if' && !issue.schemaPath.includes('/anyOf/'))

/** The schema of the documented successful reply of an operation, or undefined where the contract gives none. */
export function replySchema(operationId: string): ValidateFunction | undefined {
  for (const [service, document] of documents)
    for (const [path, item] of Object.entries(record(document['paths'])))
      for (const [method, raw] of Object.entries(record(item))) {
        if (record(raw)['operationId'] !== operationId) continue
        const pointer = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses`
        const responses = record(record(raw)['responses'])
        const status = Object.keys(responses).find((code) => code.startsWith('2'))
        if (status === undefined || !('content' in record(responses[status]))) return undefined
        const tail = `${pointer}/${status}/content/application~1json/schema`
        return bodies.compile({ $ref: `${service}.openapi.yaml#${encodeURI(tail)}` })
      }
  return undefined
}

function operation(
  service: ServiceName,
  document: Record<string, unknown>,
  path: string,
  method: string,
  raw: Record<string, unknown>,
): Operation {
  const badRequestCode = text(raw['x-bad-request-code']) ?? text(document['x-bad-request-code']) ?? 'APIGW.0201'
  const parameters = Array.isArray(raw['parameters']) ? raw['parameters'] : []
  return {
    id: text(raw['operationId']) ?? `${method} ${path}`,
    service,
    method: methodOf(method),
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    shape: shapeOf(raw['x-error-shape'] ?? document['x-error-shape']),
    badRequestCode,
    emptyBodyCode: text(document['x-empty-body-code']) ?? badRequestCode,
    permission: text(raw['x-permission']),
    isOpen: raw['x-open'] === true,
    isRead: method === 'get' || raw['x-reads'] === true,
    hasBody: 'requestBody' in raw,
    parameters: parameters.map((given) => parameter(service, document, given, badRequestCode)),
  }
}

function parameter(
  service: ServiceName,
  document: Record<string, unknown>,
  given: unknown,
  badRequestCode: string,
): Parameter {
  const reference = text(record(given)['$ref'])
  const shared = members(members(document['components'])['parameters'])
  const raw = reference === undefined ? record(given) : record(shared[reference.split('/').at(-1) ?? ''])
  const name = text(raw['name'])
  if (name === undefined) throw new TypeError(`A parameter has no name: ${JSON.stringify(given)}`)
  const inner = text(record(raw['schema'])['$ref'])
  const schema = inner === undefined ? raw['schema'] : { $ref: `${service}.openapi.yaml${inner}` }
  const accept = queries.compile({ type: 'object', properties: { value: schema } })
  return { name, errorCode: text(raw['x-error-code']) ?? badRequestCode, accept }
}

function methodOf(method: string): Operation['method'] {
  const upper = method.toUpperCase()
  if (upper === 'GET' || upper === 'POST' || upper === 'PUT' || upper === 'DELETE') return upper
  throw new TypeError(`The contract names a method that the emulator does not route: ${method}`)
}

function shapeOf(value: unknown): ErrorShape {
  if (value === 'flat' || value === 'detailed' || value === 'nested') return value
  if (value === 'short' || value === 'iam' || value === 'nova') return value
  throw new TypeError(`The contract names an unknown error shape: ${String(value)}`)
}

const members = (value: unknown): Record<string, unknown> => (value === undefined ? {} : record(value))

function record(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new TypeError(`The contract has ${JSON.stringify(value)} where an object belongs.`)
  return value
}

/** Every operation of every contract document, ready to be routed. */
export const operations: readonly Operation[] = [...documents].flatMap(([service, document]) =>
  Object.entries(record(document['paths'])).flatMap(([path, item]) =>
    Object.entries(record(item)).map(([method, raw]) => operation(service, document, path, method, record(raw))),
  ),
)
