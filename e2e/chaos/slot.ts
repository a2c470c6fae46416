import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, type ServerResponse, createServer, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Cell, type KillAt, notActed, stageOf } from './plan.ts'
import { listenOnLoopback } from './listen.ts'

/** What the proxy of a slot is told of the cell that runs in it. */
export type Running = {
  requestId: string
  cell: Cell
  /** Path of the call that the request was approved for. */
  path: string
  body: string
  /** Set as soon as the fault has struck. */
  struck: boolean
  /** Look-ups fail until then (epoch milliseconds). */
  blindUntil: number
  stuckReads: number
}

type Hooks = {
  /** The call is at a place that only the proxy sees; ends when the worker that sent it may be dead. */
  seen(at: KillAt, running: Running): Promise<void>
  dropDatabase(): Promise<void>
  /** A followed redirect would come here. */
  strayed(path: string): void
}

/** A way to the pretend cloud of its own for one cell at a time, which spoils one call of it. */
export class Slot {
  running: Running | undefined
  readonly #cloud: URL
  readonly #hooks: Hooks
  readonly #server = createServer((incoming, outgoing) => {
    this.#serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  #port = 0
  /** Orders that were made through here. */
  readonly #own = new Set<string>()

  constructor(cloudUrl: string, hooks: Hooks) {
    this.#cloud = new URL(cloudUrl)
    this.#hooks = hooks
    this.#server.keepAliveTimeout = 1000
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async open(): Promise<void> {
    this.#port = await listenOnLoopback(this.#server, this.#port)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** Nobody listens for a moment: the next connection is refused before a byte leaves. */
  async refuseFor(ms: number): Promise<void> {
    await this.close()
    setTimeout(() => void this.open(), ms)
  }

  /** From now on the orders made before are somebody else's. */
  disownOrders(): void {
    this.#own.clear()
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { running } = this
    const path = incoming.url ?? ''
    if (path.startsWith('/strayed')) this.#hooks.strayed(path)
    if (!running) return await this.#relay(incoming, outgoing, await readAll(incoming))
    const stage = stageOfCall(incoming, running)
    if (stage === undefined) return await this.#look(incoming, outgoing, running)
    const isStruck = stage === stageOf(running.cell) && !running.struck
    if (isStruck && running.cell.fault === 'reset-mid-body') {
      running.struck = true
      await once(incoming, 'data')
      return void incoming.socket.destroy()
    }
    const body = await readAll(incoming)
    await this.#hooks.seen(stage === 'pay' ? 'pay_arrived' : 'arrived', running)
    if (!isStruck) return await this.#relay(incoming, outgoing, body, running)
    running.struck = true
    await this.#strike({ incoming, outgoing, body, running })
  }

  /** A look-up: fails while the cell is blind, and shows an order that does not get on where that is the fault. */
  async #look(incoming: IncomingMessage, outgoing: ServerResponse, running: Running): Promise<void> {
    const body = await readAll(incoming)
    if (Date.now() < running.blindUntil) return reply(outgoing, 500, { error_code: 'X.500', error_msg: 'blind' })
    const path = incoming.url ?? ''
    if (path.startsWith('/v2/orders/customer-orders?')) {
      const answer = await this.#ask(incoming, body)
      return void outgoing.writeHead(answer.status, answer.headers).end(this.#asOwn(answer.text))
    }
    const isOrder = path.includes('/customer-orders/details/')
    if (!isOrder || running.cell.fault !== 'order-stuck' || running.stuckReads >= 4)
      return await this.#relay(incoming, outgoing, body)
    running.stuckReads += 1
    const answer = await this.#ask(incoming, body)
    const text = answer.text.replace(/"status":\s*\d+/, `"status":${running.stuckReads % 2 === 0 ? 1 : 9}`)
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }

  async #relay(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, running?: Running): Promise<void> {
    const answer = await this.#ask(incoming, body)
    if (running) await this.#hooks.seen('answering', running)
    outgoing.writeHead(answer.status, answer.headers).end(answer.text)
  }

  /** All slots are one customer of the pretend cloud. Here, what is ordered through the others is no phone server. */
  #asOwn(text: string): string {
    const { order_infos: orders, ...rest } = OrderList.parse(JSON.parse(text))
    const seen = orders?.map((order) =>
      this.#own.has(order.order_id) ? order : { ...order, service_type_code: 'chaos.of.another.slot' },
    )
    return JSON.stringify({ ...rest, order_infos: seen })
  }

  /** The pretend cloud's answer; the call is passed on as it came, so that its signature stays right. */
  async #ask(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const { hostname, port } = this.#cloud
    const options: RequestOptions = {
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    }
    const sent = request(options)
    sent.end(body)
    // `response` is emitted with one message.
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    const text = (await readAll(answer)).toString('utf8')
    const ordered = incoming.method === 'POST' && incoming.url === this.running?.path && /"order_id":"(\w+)"/.exec(text)
    if (ordered && ordered[1] !== undefined) this.#own.add(ordered[1])
    const type = answer.headers['content-type']
    return {
      status: answer.statusCode ?? 502,
      headers: {
        ...(type !== undefined && { 'content-type': type }),
        'x-request-id': String(answer.headers['x-request-id'] ?? ''),
      },
      text,
    }
  }

  async #strike(struck: Struck): Promise<void> {
    const { incoming, outgoing, body, running } = struck
    const { fault } = running.cell
    const isBefore = notActed.has(fault)
    const answer = isBefore ? undefined : await this.#ask(incoming, body)
    if (!isBefore) await this.#hooks.seen('answering', running)
    switch (fault) {
      case 'reset-unread':
      case 'reset-acted':
        return void incoming.socket.destroy()
      case '500-before':
      case '500-acted':
        return reply(outgoing, 500, { error_code: 'X.500', error_msg: 'chaos' })
      case '502-acted':
        return reply(outgoing, 502, { error_msg: 'chaos' })
      case '503-before':
        return reply(outgoing, 503, { error_msg: 'chaos' }, { 'retry-after': '1' })
      case '504-before':
      case '504-acted':
        return reply(outgoing, 504, { error_msg: 'chaos' })
      case 'throttled-with-pause':
        return reply(outgoing, 429, throttled, { 'retry-after': '1' })
      case 'throttled-plain':
        return reply(outgoing, 429, throttled, { 'retry-after': '0' })
      case 'hang-before':
      case 'hang-acted':
        return
      case 'malformed-acted':
        return void outgoing.writeHead(200, json).end('{"order_id": "CS')
      case 'truncated-acted':
        outgoing.writeHead(200, { ...json, 'content-length': '4096' })
        outgoing.write('{"order_id":')
        return void setTimeout(() => outgoing.destroy(), 20)
      case 'web-page-acted':
        return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>')
      case 'error-code-in-200-acted':
        return reply(outgoing, 200, { error_code: 'CPS.0061', error_msg: 'chaos', order_id: 'CS0' })
      case 'no-order-in-200-acted':
        return reply(outgoing, 200, {})
      case 'redirect':
        return void outgoing.writeHead(307, { location: `${this.url}/strayed${incoming.url}` }).end()
      case 'wrong-signature':
        return reply(outgoing, 401, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information' })
      case 'compressed-acted':
        return void outgoing.writeHead(200, { ...json, 'content-encoding': 'br' }).end(Buffer.from([0x0b, 0x02, 0x80]))
      case 'lists-fail':
        running.blindUntil = Date.now() + 1500
        return reply(outgoing, 504, { error_msg: 'chaos' })
      case 'slow':
        await pause(1200)
        break
      case 'database-drops':
        await this.#hooks.dropDatabase()
        break
      default:
        break
    }
    if (answer) outgoing.writeHead(answer.status, answer.headers).end(answer.text)
  }
}

const OrderList = z.looseObject({ order_infos: z.array(z.looseObject({ order_id: z.string() })).optional() })

type Answer = { status: number; headers: Record<string, string>; text: string }
type Struck = { incoming: IncomingMessage; outgoing: ServerResponse; body: Buffer; running: Running }

const json = { 'content-type': 'application/json' }
const throttled = { error_code: 'APIGW.0308', error_msg: 'The throttling threshold has been reached' }

/** Which of the two calls that count this is; a question to the cloud is neither. */
function stageOfCall({ method, url = '', headers }: IncomingMessage, running: Running): 'create' | 'pay' | undefined {
  if (method !== 'POST') return undefined
  if (url.endsWith('/customer-orders/pay')) return 'pay'
  // A dry run goes to the same address, with a longer body.
  const isWhole = Number(headers['content-length']) === Buffer.byteLength(running.body)
  return url === running.path && isWhole ? 'create' : undefined
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

function reply(outgoing: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body))
}
