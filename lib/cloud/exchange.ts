import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'

import type { AnswerHeaders } from './errors.ts'
import { guardedLookup } from './public-address.ts'
import { splitUrl } from './signer.ts'

/** A request ready for the wire: `body` is sent as it stands, `headers` are complete. */
export type WireRequest = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/**
 * What became of one request. `not_sent`: no byte was handed to a connected socket. `broken`: bytes left, but no whole
 * answer that may be read came back, for the `fault` of the connection, of time, or of what the answer holds.
 */
export type Exchange =
  | { kind: 'answered'; httpStatus: number; headers: AnswerHeaders; bodyText: string }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'broken'; fault: Fault; reason: string; httpStatus: number | undefined; headers: AnswerHeaders }

export type Fault = 'connection' | 'time' | 'content'

export type Limits = { readonly connectTimeoutMs: number; readonly answerTimeoutMs: number }

const BODY_MAX_BYTES = 1024 * 1024
const HEADERS_MAX_BYTES = 64 * 1024

/**
 * Sends one request over a connection of its own: no pool, no proxy, no retry, no redirect.
 *
 * @param beforeBytes asked once the connection stands, right before the first byte; a text says why not to send
 */
async function exchangeAlone(
  request: WireRequest,
  limits: Limits,
  beforeBytes: () => string | undefined,
  lookup: net.LookupFunction = guardedLookup,
): Promise<Exchange> {
  const connection = await connect(new URL(request.url), limits.connectTimeoutMs, lookup)
  if (typeof connection === 'string') return { kind: 'not_sent', reason: connection }
  const denied = connection.destroyed ? 'the connection closed before anything was sent' : beforeBytes()
  if (denied !== undefined) {
    connection.destroy()
    return { kind: 'not_sent', reason: denied }
  }
  const headers = { ...request.headers, connection: 'close' }
  return send({ ...request, headers }, { createConnection: () => connection }, limits.answerTimeoutMs)
}

/** What carries requests. */
export type Wire = {
  /** Sends one request over a connection of its own: see `exchangeAlone`. */
  alone: typeof exchangeAlone
  /** Sends one request over a kept or new connection; for reads only, as a kept connection may die while sending. */
  pooled(request: WireRequest, limits: Limits, signal: AbortSignal | undefined): Promise<Exchange>
  /** Closes the kept connections. */
  close(): void
}

/** Sockets, with the connections kept for reads of one account; names are resolved by `lookup`. */
export function createSockets(lookup: net.LookupFunction = guardedLookup): Wire {
  const options = { keepAlive: true, maxSockets: 32, lookup }
  const plain = new http.Agent(options)
  // Said once more, as a variable of the environment would else take it back.
  const secure = new https.Agent({ ...options, minVersion: 'TLSv1.2', rejectUnauthorized: true })
  return {
    alone: (request, limits, beforeBytes) => exchangeAlone(request, limits, beforeBytes, lookup),
    pooled(request, limits, signal) {
      const agent = request.url.startsWith('https:') ? secure : plain
      return send(request, { agent, ...(signal !== undefined && { signal }) }, limits.answerTimeoutMs)
    },
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

/** A connected socket (after the TLS handshake), or the reason why there is none. */
function connect(url: URL, timeoutMs: number, lookup: net.LookupFunction): Promise<net.Socket | string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'https:'
  const address = { host, port: Number(url.port) || (isSecure ? 443 : 80), lookup }
  const serverName = net.isIP(host) === 0 ? { servername: host } : {}
  const socket = isSecure
    ? tls.connect({ ...address, ...serverName, minVersion: 'TLSv1.2', rejectUnauthorized: true })
    : net.connect(address)
  return new Promise((resolve) => {
    const settle = (outcome: net.Socket | string): void => {
      clearTimeout(timer)
      if (typeof outcome === 'string') socket.destroy()
      resolve(outcome)
    }
    const timer = setTimeout(() => settle(`no connection within ${timeoutMs} ms`), timeoutMs)
    socket.once(isSecure ? 'secureConnect' : 'connect', () => settle(socket))
    socket.once('close', () => settle('the connection closed while it was being set up'))
    // Stays attached, so that a reset between here and the request does not end the process.
    socket.on('error', (error: Error) => settle(reasonOf(error)))
  })
}

type GiveUp = (fault: Fault, reason: string) => void
type Path = Pick<http.RequestOptions, 'agent' | 'createConnection' | 'signal'>

function send(request: WireRequest, way: Path, timeoutMs: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const outgoing = open(request, way)
    let httpStatus: number | undefined
    let headers: AnswerHeaders = {}
    let isSettled = false
    const settle = (exchange: Exchange): void => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      if (exchange.kind === 'broken') outgoing.destroy()
      resolve(exchange)
    }
    const giveUp: GiveUp = (fault, reason) => settle({ kind: 'broken', fault, reason, httpStatus, headers })
    const timer = setTimeout(() => giveUp('time', `no whole answer within ${timeoutMs} ms`), timeoutMs)
    outgoing.on('error', (error) => giveUp('connection', reasonOf(error)))
    outgoing.on('close', () => giveUp('connection', 'the connection closed without a whole answer'))
    outgoing.on('response', (incoming) => {
      const status = incoming.statusCode ?? 0
      httpStatus = status
      headers = headersOf(incoming)
      const answerHeaders = headers
      readBody(incoming, giveUp, (bodyText) =>
        settle({ kind: 'answered', httpStatus: status, headers: answerHeaders, bodyText }),
      )
    })
    outgoing.end(request.body)
  })
}

function open(request: WireRequest, way: Path): http.ClientRequest {
  const url = new URL(request.url)
  const { path, query } = splitUrl(request.url)
  const length = request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }
  const isSecure = url.protocol === 'https:' && way.createConnection === undefined
  return (isSecure ? https : http).request({
    ...way,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port,
    method: request.method,
    path: (path === '' ? '/' : path) + (query === '' ? '' : `?${query}`),
    headers: { ...request.headers, ...length, accept: 'application/json', 'accept-encoding': 'identity' },
    setHost: false,
    maxHeaderSize: HEADERS_MAX_BYTES,
  })
}

/** Hands over the whole body as text, or says why it cannot be read. Encoded bodies are refused, never decoded. */
function readBody(incoming: http.IncomingMessage, giveUp: GiveUp, done: (text: string) => void): void {
  const encoding = incoming.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') return giveUp('content', 'the answer came encoded')
  const chunks: Buffer[] = []
  let size = 0
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > BODY_MAX_BYTES) giveUp('content', 'the answer is larger than 1 MiB')
    else chunks.push(chunk)
  })
  incoming.on('error', () => giveUp('connection', 'the answer broke off'))
  incoming.on('end', () => {
    if (incoming.complete) done(Buffer.concat(chunks).toString('utf8'))
    else giveUp('connection', 'the answer broke off')
  })
}

function headersOf(incoming: http.IncomingMessage): AnswerHeaders {
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

/** Whether nothing was sent because what answered did not prove that it is the host that was asked for. */
export const isUnproven = (reason: string): boolean =>
  /^(?:CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF))/.test(reason)

/** Node's code of a failure, which holds no secret; its message may hold an address and is left out. */
const reasonOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message
