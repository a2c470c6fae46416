import type { Exchange, Wire, WireRequest } from '#lib/cloud/exchange.ts'
import type { Life } from './life.ts'
import type { Answer, SimulatedCloud } from './simulated-cloud.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What becomes of one call that spends. `late`: its sender gives up, and it arrives when the schedule says so, or never. */
export const fates = [
  'answered',
  'no connection',
  'lost on its way',
  'answer lost',
  'late',
  'cut before it is read',
  'cut after it acted',
  '500 before',
  '500 after',
  '504 before',
  '504 after',
  'throttled',
  'refused',
  'refused in unlisted words, yet done',
  'not JSON',
  'cut short',
  'a web page',
  'yes with an error code',
  'yes without an order',
  'redirected',
  'key refused',
] as const
export type Fate = (typeof fates)[number]

/** The wires between the workers and the cloud, with what is still on its way. */
export class Wires {
  readonly flights: WireRequest[] = []
  readonly #cloud: SimulatedCloud
  readonly #time: VirtualTime
  readonly #fates: Fate[]

  constructor(cloud: SimulatedCloud, time: VirtualTime, fatesOfCalls: readonly Fate[]) {
    this.#cloud = cloud
    this.#time = time
    this.#fates = [...fatesOfCalls]
  }

  /** The wire of one worker: its calls that spend stop before the first byte, and again before their answer is read. */
  of(life: Life): Wire {
    return {
      pooled: async (request) => exchangeOf(this.#cloud.take(request)),
      close: () => undefined,
      alone: async (request, limits, beforeBytes) => {
        const fate = this.#fates.shift() ?? 'answered'
        await life.stop('connected')
        if (fate === 'no connection') return { kind: 'not_sent', reason: 'ECONNREFUSED' }
        const denied = beforeBytes()
        if (denied !== undefined) return { kind: 'not_sent', reason: denied }
        const leftAt = this.#time.ms
        const exchange = this.#depart(request, fate)
        await life.stop('sent')
        // Whoever slept finds its alarm and the answer waiting: that the answer comes first is the harder case.
        if (exchange !== undefined) return exchange
        await this.#time.advance(Math.max(0, leftAt + limits.answerTimeoutMs - this.#time.ms))
        return broken('time', 'no whole answer in time')
      },
    }
  }

  /** From now on every call is answered. */
  becomeReliable(): void {
    this.#fates.length = 0
  }

  /** The oldest call that is still on its way arrives; nobody waits for its answer any more. */
  arrive(): void {
    const flight = this.flights.shift()
    if (flight) this.#cloud.take(flight)
  }

  /** Bytes have left: what the cloud does, and what comes back of it; undefined is silence. */
  #depart(request: WireRequest, fate: Fate): Exchange | undefined {
    if (fate === 'late') {
      this.flights.push(request)
      return undefined
    }
    const unread = beforeActing[fate]
    if (unread !== undefined) return unread === 'silence' ? undefined : unread
    const answer = this.#cloud.take(request)
    return fate === 'answer lost' ? undefined : spoiled(fate, answer)
  }
}

const text = (status: number, bodyText: string, type = 'application/json'): Exchange => ({
  kind: 'answered',
  httpStatus: status,
  headers: { 'content-type': type, 'x-request-id': 'simulated' },
  bodyText,
})
const json = (status: number, body: unknown): Exchange => text(status, JSON.stringify(body))
const broken = (fault: 'connection' | 'time', reason: string): Exchange => ({
  kind: 'broken',
  fault,
  reason,
  httpStatus: undefined,
  headers: {},
})
const exchangeOf = ({ status, body }: Answer): Exchange => (body === undefined ? text(status, '') : json(status, body))

/** What is answered although the cloud did nothing. */
const beforeActing: Partial<Record<Fate, Exchange | 'silence'>> = {
  'lost on its way': 'silence',
  'cut before it is read': broken('connection', 'ECONNRESET'),
  '500 before': json(500, { error_code: 'X.500', error_msg: 'simulated' }),
  '504 before': json(504, { error_msg: 'simulated' }),
  throttled: json(429, { error_code: 'APIGW.0308', error_msg: 'The throttling threshold has been reached' }),
  refused: json(400, { error_code: 'APIGW.0101', error_msg: 'The API does not exist' }),
  redirected: text(307, ''),
  'key refused': json(401, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information' }),
}

/** What the sender reads of an answer that the cloud gave. */
function spoiled(fate: Fate, answer: Answer): Exchange {
  switch (fate) {
    case 'cut after it acted':
      return broken('connection', 'ECONNRESET')
    case '500 after':
      return json(500, { error_code: 'X.500', error_msg: 'simulated' })
    case '504 after':
      return json(504, { error_msg: 'simulated' })
    case 'refused in unlisted words, yet done':
      return json(400, { error_code: 'CPS.0061', error_msg: 'The inquiry of the order failed' })
    case 'not JSON':
      return text(200, '{"order_id": "CS')
    case 'cut short':
      return broken('connection', 'the answer broke off')
    case 'a web page':
      return text(200, '<html>Welcome</html>', 'text/html')
    case 'yes with an error code':
      return json(200, { error_code: 'CPS.0061', error_msg: 'simulated', order_id: 'CS0' })
    case 'yes without an order':
      return json(200, {})
    default:
      return exchangeOf(answer)
  }
}
