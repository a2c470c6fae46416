import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import { request } from 'node:https'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '../cloud.ts'

// What the tests of the proxies share: servers behind, who asks in front, and a certificate between.

/** A server that answers with what it was asked. */
export class Web {
  readonly server: Server
  isReady = true
  port = 0
  readonly name: string

  constructor(name: string) {
    this.name = name
    this.server = createServer((incoming, outgoing) => {
      incoming.resume()
      if (incoming.url === '/api/health/ready') return outgoing.writeHead(this.isReady ? 200 : 503).end()
      if (incoming.url === '/says-so-itself') outgoing.setHeaders(new Map(Object.entries(safeHeaders)))
      outgoing.end(JSON.stringify({ name: this.name, url: incoming.url, headers: incoming.headers }))
    })
  }
  async open(): Promise<void> {
    this.port = await freePort()
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
  }
}

type Answer = { status: number; headers: NodeJS.Dict<string[]>; body: string }

export type Asked = { method?: string; headers?: Record<string, string> }

/** Asks the proxy at `port` as a browser does that was sent to console.example.com. */
export async function askProxy(port: number, url: string, options: Asked = {}): Promise<Answer> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path: url,
    rejectUnauthorized: false,
    agent: false,
    ...options,
    headers: { host: 'console.example.com', ...options.headers },
  })
  sent.end()
  const [answer] = await once(sent, 'response')
  return { status: answer.statusCode, headers: answer.headersDistinct, body: await text(answer) }
}

/** What every answer has that leaves the proxy, whoever made it. */
export const safeHeaders = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

/** The same of an answer, each as often as it was said. */
export const safeHeadersOf = ({ headers }: Answer) =>
  Object.fromEntries(Object.keys(safeHeaders).map((name) => [name, headers[name]?.join(', ')]))

/** Headers with which somebody would have the console or Next believe what is not so. */
export const forged = {
  'x-forwarded-for': '10.9.9.9',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  forwarded: 'for=10.9.9.9',
  'x-real-ip': '10.9.9.9',
  upgrade: 'websocket',
  connection: 'upgrade',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'content-security-policy': "script-src 'nonce-forged'",
  'content-security-policy-report-only': "script-src 'nonce-forged'",
  'x-middleware-subrequest': 'proxy',
  'x-middleware-rewrite': 'http://evil.example',
}

/** Writes a certificate for console.example.com into `folder`, with its key apart and in one file with it. */
export function writeCertificate(folder: string): { key: string; certificate: string; both: string } {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat([
      '-subj',
      '/CN=console.example.com',
      '-keyout',
      key,
      '-out',
      certificate,
    ]),
    { stdio: 'ignore' },
  )
  const both = path.join(folder, 'both.pem')
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 })
  return { key, certificate, both }
}
