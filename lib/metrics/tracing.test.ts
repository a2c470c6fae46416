import { once } from 'node:events'
import { createServer } from 'node:http'
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cloud } from '../cloud/cloud.ts'
import { createTransport } from '../cloud/transport.ts'
import { noteCall } from './note-call.ts'
import { ownSpansOnly } from './tracing.ts'

const exporter = new InMemorySpanExporter()
const canaries = {
  ak: 'CANARYACCESSKEY',
  sk: 'canary-secret-key',
  body: 'canary-in-the-body',
  query: 'canary-in-the-query',
}

let status = 200
const server = createServer((request, response) => {
  request.resume()
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-7' })
    .end(JSON.stringify(status === 200 ? { order_id: 'CS2601150230ABCDE' } : { error_msg: canaries.body }))
})
let cloud: Cloud

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [ownSpansOnly(new SimpleSpanProcessor({ exporter }))] }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  cloud = createTransport({
    projectId: 'p-1',
    domainId: 'd-1',
    credentials: async () => ({ kind: 'access_key', accessKey: canaries.ak, secretKey: canaries.sk }),
    resolve: () => `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    clock: { now: () => new Date() },
    onCall: noteCall,
    attemptsMax: 1,
  })
})
beforeEach(() => exporter.reset())
afterAll(() => {
  cloud.close()
  server.close()
})

const buy = () =>
  cloud.prepareWrite({
    api: 'cph.createServers',
    service: 'cph',
    method: 'POST',
    path: '/v2/p-1/cloud-phone/servers',
    body: JSON.stringify({ server_name: canaries.body }),
    refusals: new Set<string>(),
    isAccepted: () => true,
  })

test('a call to the cloud is one span that says what was asked, how long it took and what came of it', async () => {
  status = 200
  await cloud.sendWrite(await buy())
  const [span, ...others] = exporter.getFinishedSpans()
  expect(others).toEqual([])
  expect(span).toMatchObject({ name: 'cph.createServers', kind: SpanKind.CLIENT })
  expect(span?.status.code).toBe(SpanStatusCode.UNSET)
  expect(span?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'url.path': '/v2/p-1/cloud-phone/servers',
    'http.response.status_code': 200,
    'countersign.outcome': 'accepted',
    'countersign.cloud_request_id': 'req-7',
  })
})

test('a lost or failed call is an error, and no span has a key, a header, a query or a body', async () => {
  status = 504
  await cloud.sendWrite(await buy())
  const read = {
    api: 'bss.orders',
    service: 'bss',
    method: 'GET',
    path: '/v2/orders',
    query: { q: canaries.query },
  } as const
  await expect(cloud.read(read)).rejects.toThrow('504')
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ name, status: { code } }) => [name, code])).toEqual([
    ['cph.createServers', SpanStatusCode.ERROR],
    ['bss.orders', SpanStatusCode.ERROR],
  ])
  const told = JSON.stringify(spans.map(({ name, attributes, events, links }) => [name, attributes, events, links]))
  expect(told).toContain('"countersign.outcome":"unknown"')
  for (const canary of Object.values(canaries)) expect(told).not.toContain(canary)
  expect(told.toLowerCase()).not.toContain('authorization')
})

test('spans that libraries make of themselves, such as those of Next with whole addresses, go nowhere', () => {
  trace.getTracer('next.js').startSpan(`GET /search?q=${canaries.query}`).end()
  expect(exporter.getFinishedSpans()).toEqual([])
})
