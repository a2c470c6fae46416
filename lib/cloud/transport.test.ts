import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { WriteCall } from './call.ts'
import type { CallRecord, Cloud, Credentials, TransportOptions } from './cloud.ts'
import { sign } from './signer.ts'
import { createTransport } from './transport.ts'

const key: Credentials = { kind: 'access_key', accessKey: 'FAKEAK', secretKey: 'FAKE-sk', securityToken: 'FAKE-st' }
const password: Credentials = { kind: 'password', domainName: 'acme', userName: 'reader', password: 'FAKE-pass' }
const closers: (() => void)[] = []
let records: CallRecord[]
let pauses: number[]
let at: number

beforeEach(() => {
  records = []
  pauses = []
  at = Date.parse('2026-01-15T02:30:40Z')
})

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Received = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

/** A pretend cloud whose answers are given one after the other; the last one repeats. */
async function serve(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const received: Received[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      answers[Math.min(received.length, answers.length) - 1]?.(response, request)
    })
  })
  let connections = 0
  server.on('connection', () => connections++)
  const url = await listen(server)
  closers.push(() => server.closeAllConnections())
  return { url, received, connections: () => connections }
}

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const jsonAnswer =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

function cloudAt(url: string, options: Partial<TransportOptions> = {}): Cloud {
  const cloud = createTransport({
    projectId: 'p-1',
    domainId: 'd-1',
    credentials: async () => key,
    resolve: () => url,
    clock: { now: () => new Date(at) },
    onCall: (record) => records.push(record),
    pause: async (ms) => void pauses.push(ms),
    ...options,
  })
  closers.push(() => cloud.close())
  return cloud
}

const purchase: WriteCall = {
  service: 'cph',
  method: 'POST',
  path: '/v2/p-1/cloud-phone/servers',
  body: '{"server_name":"云-1"}',
  api: 'cph.purchase',
  refusals: new Set(['CPS.0024']),
  isAccepted: (body) => JSON.stringify(body)?.includes('CS1') ?? false,
}
const list = { service: 'cph', method: 'GET', path: '/v1/p-1/cloud-phone/servers', api: 'cph.listServers' } as const

async function write(url: string, options: Partial<TransportOptions> = {}) {
  const cloud = cloudAt(url, options)
  return cloud.sendWrite(await cloud.prepareWrite(purchase))
}

const yes = jsonAnswer(200, { order_id: 'CS1' }, { 'x-request-id': 'r-1' })
const no = jsonAnswer(400, { error_code: 'CPS.0024', error_msg: 'count' })

describe('a write', () => {
  test('sends the very bytes it signed, once, over a connection of its own', async () => {
    const cloudServer = await serve(yes)
    const cloud = cloudAt(cloudServer.url)
    const prepared = await cloud.prepareWrite(purchase)
    expect(await cloud.sendWrite(prepared)).toMatchObject({ kind: 'accepted', requestId: 'r-1' })
    expect(await cloud.sendWrite(await cloud.prepareWrite(purchase))).toMatchObject({ kind: 'accepted' })

    expect(cloudServer.connections()).toBe(2)
    const [seen] = cloudServer.received
    expect(seen).toMatchObject({ method: 'POST', url: purchase.path, body: purchase.body })
    expect(seen?.headers).toMatchObject({ connection: 'close', 'accept-encoding': 'identity', 'x-project-id': 'p-1' })
    const again = sign(
      {
        method: 'POST',
        url: `http://${seen?.headers.host}${seen?.url}`,
        headers: { 'content-type': 'application/json', 'x-project-id': 'p-1' },
        body: seen?.body,
      },
      key,
      prepared.signedAt,
    )
    expect(seen?.headers.authorization).toBe(again.headers['authorization'])
    expect(prepared.headers['authorization']).toBe(again.headers['authorization'])
    expect(again.canonicalRequest.endsWith(prepared.bodySha256)).toBe(true)
  })

  test('cannot be sent a second time, whatever came of the first', async () => {
    const { url, received } = await serve(no)
    const cloud = cloudAt(url)
    const prepared = await cloud.prepareWrite(purchase)
    expect(await cloud.sendWrite(prepared)).toMatchObject({ kind: 'refused', error: { code: 'CPS.0024' } })
    await expect(cloud.sendWrite(prepared)).rejects.toThrow('never sent twice')
    expect(received).toHaveLength(1)
  })

  test.each<[string, (response: ServerResponse, request: IncomingMessage) => void, object]>([
    ['a reset before the headers', (_, request) => request.socket.resetAndDestroy(), { httpStatus: undefined }],
    [
      'a reset after the headers',
      (response, request) => {
        response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'r-9' })
        response.write('{"order_id"', () => request.socket.resetAndDestroy())
      },
      { httpStatus: 200, requestId: 'r-9' },
    ],
    [
      'a body shorter than announced',
      (response, request) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
        response.write('{"order_id":"CS1"}', () => request.socket.end())
      },
      { httpStatus: 200 },
    ],
    ['a hang-up without a word', (_, request) => request.socket.end(), { httpStatus: undefined }],
    ['a 504', jsonAnswer(504, { error_code: 'APIGW.0201' }), { httpStatus: 504 }],
    ['a body over 1 MiB', jsonAnswer(200, { order_id: 'CS1', pad: 'x'.repeat(1024 * 1024) }), { httpStatus: 200 }],
    ['an HTML page', (response) => response.end('<html>CS1</html>'), { httpStatus: 200 }],
    ['a Brotli body', jsonAnswer(200, { order_id: 'CS1' }, { 'content-encoding': 'br' }), { httpStatus: 200 }],
    ['a gzip body', jsonAnswer(200, { order_id: 'CS1' }, { 'content-encoding': 'gzip' }), { httpStatus: 200 }],
    ['talk that is not HTTP', (_, request) => request.socket.end('220 mail\r\n'), { httpStatus: undefined }],
    [
      'a switch of protocol',
      (_, request) => request.socket.end('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      { httpStatus: undefined },
    ],
  ])('that meets %s is unknown and not repeated', async (_, answer, expected) => {
    const { url, received } = await serve(answer)
    expect(await write(url)).toMatchObject({ kind: 'unknown', ...expected })
    expect(received).toHaveLength(1)
    expect(records).toMatchObject([{ api: 'cph.purchase', outcome: 'unknown', attempt: 1 }])
  })

  test.each([301, 302, 307, 308])('is not carried on by a %d', async (status) => {
    const other = await serve(yes)
    const { url } = await serve((response) => response.writeHead(status, { location: other.url }).end())
    expect(await write(url)).toMatchObject({ kind: 'unknown', httpStatus: status })
    expect(other.received).toEqual([])
  })

  test('that gets no answer in time is unknown', async () => {
    const { url, received } = await serve(() => {})
    expect(await write(url, { answerTimeoutMs: 50 })).toMatchObject({ kind: 'unknown', httpStatus: undefined })
    expect(received).toHaveLength(1)
  })
})

describe('a write is not sent', () => {
  test('when the connection is refused', async () => {
    const server = net.createServer()
    const url = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await write(url)).toEqual({ kind: 'not_sent', reason: 'ECONNREFUSED' })
  })

  test('when the name has no address', async () => {
    expect(await write('http://no-such-host.invalid')).toMatchObject({ kind: 'not_sent' })
  })

  test('when the other side does not speak TLS', async () => {
    const { url, received } = await serve(yes)
    expect(await write(url.replace('http:', 'https:'))).toMatchObject({ kind: 'not_sent' })
    expect(received).toEqual([])
  })

  test('when the TLS handshake never ends, or is cut', async () => {
    const silent = await listen(net.createServer((socket) => void closers.push(() => socket.destroy())))
    expect(await write(silent.replace('http:', 'https:'), { connectTimeoutMs: 50 })).toEqual({
      kind: 'not_sent',
      reason: 'no connection within 50 ms',
    })
    const rude = await listen(net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
    expect(await write(rude.replace('http:', 'https:'))).toMatchObject({ kind: 'not_sent' })
  })

  test.each<[string, object, number]>([
    ['its deadline passed while it waited', { deadline: new Date('2026-01-15T02:31:40Z') }, 60_000],
    ['its signature grew old', {}, 15 * 60_000],
    ['it is called off at the last moment', { beforeBytes: () => false }, 0],
  ])('when %s', async (_, sending, waitMs) => {
    const { url, received } = await serve(yes)
    const cloud = cloudAt(url)
    const prepared = await cloud.prepareWrite(purchase)
    at += waitMs
    expect(await cloud.sendWrite(prepared, sending)).toMatchObject({ kind: 'not_sent' })
    expect(received).toEqual([])
  })

  test('when the account only has a password', async () => {
    const cloud = cloudAt('http://127.0.0.1:9', { credentials: async () => password })
    await expect(cloud.prepareWrite(purchase)).rejects.toMatchObject({ code: 'client.write_needs_access_key' })
  })
})

test('a prepared write shows its signature in no log and no JSON', async () => {
  const prepared = await cloudAt('http://127.0.0.1:9').prepareWrite(purchase)
  const { inspect } = await import('node:util')
  expect(JSON.stringify(prepared) + inspect(prepared, { depth: 9, showHidden: true })).not.toMatch(/Signature=|FAKE-st/)
})

describe('a read', () => {
  test('keeps its connection and returns the parsed answer', async () => {
    const { url, connections, received } = await serve(jsonAnswer(200, { count: 0 }, { 'x-request-id': 'r-1' }))
    const cloud = cloudAt(url)
    expect(await cloud.read({ ...list, query: { limit: 5, server_name: 'a b' } })).toEqual({
      body: { count: 0 },
      httpStatus: 200,
      requestId: 'r-1',
    })
    await cloud.read(list)
    expect(connections()).toBe(1)
    expect(received[0]?.url).toBe(`${list.path}?limit=5&server_name=a%20b`)
  })

  test('is repeated with growing pauses after throttling, server errors and resets', async () => {
    const { url, received } = await serve(
      jsonAnswer(429, { error_code: 'APIGW.0308' }),
      jsonAnswer(503, {}),
      (_, request) => request.socket.resetAndDestroy(),
      jsonAnswer(200, { ok: true }),
    )
    expect(await cloudAt(url).read(list)).toMatchObject({ body: { ok: true } })
    expect(received).toHaveLength(4)
    expect(pauses.map((ms, i) => ms > 500 * 2 ** i && ms <= 1000 * 2 ** i)).toEqual([true, true, true])
    expect(records.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'failed'],
      [2, 'failed'],
      [3, 'failed'],
      [4, 'answered'],
    ])
  })

  test('gives up after the last attempt with the error of the cloud', async () => {
    const { url, received } = await serve(jsonAnswer(500, { error_code: 'APIGW.0601', error_msg: 'internal' }))
    await expect(cloudAt(url, { attemptsMax: 2 }).read(list)).rejects.toMatchObject({ code: 'APIGW.0601' })
    expect(received).toHaveLength(2)
  })

  test('is never repeated after a refused signature, since five of them lock the key', async () => {
    const { url, received } = await serve(jsonAnswer(401, { error_code: 'APIGW.0301', error_msg: 'verify fail' }))
    await expect(cloudAt(url).read(list)).rejects.toMatchObject({ isCredentialRefusal: true })
    expect(received).toHaveLength(1)
  })

  test.each<[string, (response: ServerResponse) => void, string]>([
    ['a redirect', (response) => response.writeHead(302, { location: '/' }).end(), 'HTTP.302'],
    ['an error inside a 200', jsonAnswer(200, { error_code: 'CBC.30050007' }), 'CBC.30050007'],
    ['HTML in a 200', (response) => response.end('<html>'), 'client.unreadable'],
    ['a Brotli body', jsonAnswer(200, {}, { 'content-encoding': 'br' }), 'client.unreadable'],
    ['too large a body', (response) => response.end('x'.repeat(1024 * 1024 + 1)), 'client.unreadable'],
    ['silence', () => {}, 'client.timed_out'],
  ])('fails at once on %s', async (_, answer, code) => {
    const { url, received } = await serve(answer)
    await expect(cloudAt(url, { answerTimeoutMs: 200 }).read(list)).rejects.toMatchObject({ code })
    expect(received).toHaveLength(1)
  })

  test('takes a failed job as an answer where error codes are data', async () => {
    const { url } = await serve(jsonAnswer(200, { status: -1, error_code: 'CPS.0092' }))
    const answer = await cloudAt(url).read({ ...list, hasErrorCodeAsData: true })
    expect(answer.body).toMatchObject({ error_code: 'CPS.0092' })
  })

  test('can be withdrawn while it waits for the answer and while it pauses', async () => {
    const { url } = await serve(() => controller.abort())
    let controller = new AbortController()
    await expect(cloudAt(url).read(list, { signal: controller.signal })).rejects.toMatchObject({
      code: 'client.cancelled',
    })
    const busy = await serve(jsonAnswer(503, {}))
    controller = new AbortController()
    const pause = async () => controller.abort()
    await expect(cloudAt(busy.url, { pause }).read(list, { signal: controller.signal })).rejects.toMatchObject({
      code: 'client.cancelled',
    })
    expect(busy.received).toHaveLength(1)
  })

  test('asks the shared budget before every attempt', async () => {
    const taken: string[] = []
    const limiter = { take: async ({ api }: { api: string }) => void taken.push(api) }
    const { url } = await serve(jsonAnswer(503, {}), jsonAnswer(200, {}))
    await cloudAt(url, { limiter }).read(list)
    expect(taken).toEqual(['cph.listServers', 'cph.listServers'])
  })

  test('sends the account to global services and the language to billing', async () => {
    const { url, received } = await serve(jsonAnswer(200, {}))
    const cloud = cloudAt(url, { language: 'en_US' })
    await cloud.read({ service: 'bss', method: 'GET', path: '/v2/orders', api: 'bss.listOrders' })
    expect(received[0]?.headers).toMatchObject({ 'x-domain-id': 'd-1', 'x-language': 'en_US' })
    expect(received[0]?.headers).not.toHaveProperty('x-project-id')
  })
})

describe('in password mode a read', () => {
  const token = (text: string, expiresAt: string) =>
    jsonAnswer(201, { token: { expires_at: expiresAt } }, { 'x-subject-token': text })
  const tomorrow = '2026-01-16T02:30:40.123456Z'
  const options = { credentials: async () => password }

  test('fetches one token for the project, uses it until shortly before its end, and never signs', async () => {
    const { url, received } = await serve(token('T1', tomorrow), jsonAnswer(200, {}), jsonAnswer(200, {}), (response) =>
      token('T2', '2026-01-17T02:30:40Z')(response),
    )
    const cloud = cloudAt(url, { ...options, attemptsMax: 1 })
    await cloud.read(list)
    await cloud.read(list)
    expect(received.map((each) => each.url)).toEqual(['/v3/auth/tokens?nocatalog=true', list.path, list.path])
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      auth: { identity: { password: { user: { name: 'reader' } } }, scope: { project: { id: 'p-1' } } },
    })
    expect(received[2]?.headers).toMatchObject({ 'x-auth-token': 'T1' })
    expect(received[2]?.headers).not.toHaveProperty('authorization')
    at = Date.parse(tomorrow) - 5 * 60_000
    await cloud.read(list).catch(() => undefined)
    expect(received[3]?.url).toBe('/v3/auth/tokens?nocatalog=true')
    expect(received[4]?.headers).toMatchObject({ 'x-auth-token': 'T2' })
  })

  test('renews a token that the gateway wants renewed, once', async () => {
    const renew = jsonAnswer(401, { error_code: 'APIGW.0307' })
    const { url, received } = await serve(token('T1', tomorrow), renew, token('T2', tomorrow), renew)
    await expect(cloudAt(url, options).read(list)).rejects.toMatchObject({ code: 'APIGW.0307' })
    expect(received.filter((each) => each.url.startsWith('/v3/auth'))).toHaveLength(2)
    expect(received).toHaveLength(4)
  })

  test('tries a wrong password once, and the error does not hold it', async () => {
    const message = 'The username or password is wrong.'
    const { url, received } = await serve(jsonAnswer(401, { error: { code: 401, message, title: 'Unauthorized' } }))
    const error: unknown = await cloudAt(url, options)
      .read(list)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ message, service: 'iam' })
    expect(JSON.stringify(error)).not.toContain('FAKE-pass')
    expect(received).toHaveLength(1)
  })
})

test('records of calls hold no query, no body, no header and no secret', async () => {
  const { url } = await serve(yes)
  const cloud = cloudAt(url)
  await cloud.read({ ...list, query: { server_name: 'private' } })
  await cloud.sendWrite(await cloud.prepareWrite(purchase))
  expect(records).toHaveLength(2)
  expect(JSON.stringify(records)).not.toMatch(/private|FAKE|云/)
})
