import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, type ServerResponse, createServer, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

const askEveryMs = 200

/**
 * What stands in front of the replicas, as deploy/haproxy.cfg does: asks each whether it is ready, takes those that are in
 * turn, overwrites the forwarded headers, and passes a request on elsewhere only where nobody took its connection: then not
 * a byte of it was sent.
 */
export class Front {
  readonly #ports: readonly number[]
  readonly #server = createServer((incoming, outgoing) => {
    this.#pass(incoming, outgoing).catch((thrown: unknown) => {
      this.failures.push(`${incoming.method} ${incoming.url}: ${String(thrown)}`)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end()
    })
  })
  readonly #leaving = new AbortController()
  #ready: readonly number[] = []
  #turn = 0
  /** Requests that nobody answered. */
  readonly failures: string[] = []
  /** Requests that had to be passed on elsewhere. */
  redispatched = 0

  constructor(ports: readonly number[]) {
    this.#ports = ports
  }

  async open(port: number): Promise<void> {
    await this.#look()
    void this.#watch()
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async #watch(): Promise<void> {
    const { signal } = this.#leaving
    while (!signal.aborted) {
      await pause(askEveryMs, undefined, { signal }).catch(() => undefined)
      await this.#look()
    }
  }

  async #look(): Promise<void> {
    const answers = await Promise.all(
      this.#ports.map(async (port) => {
        const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => undefined)
        await answer?.arrayBuffer()
        return answer?.ok === true
      }),
    )
    this.#ready = this.#ports.filter((_, index) => answers[index])
  }

  async close(): Promise<void> {
    this.#leaving.abort()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    const options: RequestOptions = {
      hostname: '127.0.0.1',
      method: incoming.method,
      path: incoming.url,
      headers: {
        ...incoming.headers,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': incoming.headers.host,
      },
      agent: false,
    }
    const answer = await this.#ask(options, body)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
    outgoing.on('close', () => answer.destroy())
  }

  async #ask(options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
    for (let tries = 1; ; tries += 1) {
      const ports = this.#ready.length > 0 ? this.#ready : this.#ports
      const port = ports[this.#turn++ % ports.length]
      const sent = request({ ...options, port })
      sent.end(body)
      try {
        // `response` is emitted with one message.
        const [answer] = (await once(sent, 'response')) as [IncomingMessage]
        return answer
      } catch (thrown) {
        const isUnsent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ECONNREFUSED'
        if (!isUnsent || tries > this.#ports.length) throw thrown
        this.redispatched += 1
      }
    }
  }
}
