import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

import type { Cloud } from '../cloud.ts'
import { createTransport } from '../transport.ts'

export type Asked = { readonly method: string; readonly path: string; readonly query: string; readonly body: string }

/** An answer with a status other than 200. */
export type Refusal = { readonly refusedWith: number; readonly body: unknown }

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refusedWith' in answer

/**
 * A real server on the loopback that gives the answers in turn, and the console's own transport talking to it. Both end
 * with the test.
 */
export async function cannedCloud(...answers: readonly unknown[]): Promise<{ cloud: Cloud; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?')
      const answer = answers[asked.length] ?? answers.at(-1)
      asked.push({ method: request.method ?? '', path, query, body: Buffer.concat(chunks).toString() })
      const [status, body] = isRefusal(answer) ? [answer.refusedWith, answer.body] : [200, answer]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${isPort(address) ? address.port : 0}`
  const cloud = createTransport({
    projectId: 'p-1',
    domainId: 'd-1',
    credentials: async () => ({ kind: 'access_key', accessKey: 'FAKEAK', secretKey: 'FAKE-sk' }),
    resolve: () => url,
    clock: { now: () => new Date('2026-01-15T02:30:40Z') },
  })
  onTestFinished(() => {
    cloud.close()
    server.closeAllConnections()
    server.close()
  })
  return { cloud, asked }
}

const isPort = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null
