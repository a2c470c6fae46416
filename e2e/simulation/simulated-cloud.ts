import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WireRequest } from '#lib/cloud/exchange.ts'
import type { LedgerRow } from '../cloud.ts'
import { catalogue, phoneModel, serverModel } from './catalogue.ts'
import type { VirtualTime } from './virtual-time.ts'

export type Answer = { status: number; body?: unknown }

/** Status as billing numbers it: 6 unpaid, 3 processing, 5 completed, 4 cancelled. */
type Order = {
  id: string
  status: 3 | 4 | 5 | 6
  amountMinor: number
  currency: string
  count: number
  months: number
  createdAt: number
  listedAt: number
  /** Made by the console; else somebody bought it elsewhere. */
  isOurs: boolean
  paidElsewhere: boolean
  servers: Server[]
}
type Server = { id: string; name: string; status: 1 | 2 | 5; shownAt: number }

/** The gateway takes a signature for so long. */
const signatureMs = 15 * 60_000
/** How long after its purchase or payment something may be missing in lists: the assumption behind the horizon. */
export const lagMaxMs = 10 * 60_000

/**
 * The cloud as the protocol must assume it, in memory: it takes any purchase that arrives in time, however often; lists
 * lag; an order is paid once. It keeps a ledger of the writes that reached it, as the pretend cloud does.
 */
export class SimulatedCloud {
  readonly ledger: LedgerRow[] = []
  readonly orders: Order[] = []
  /** Questions that it does not know: a mistake in the simulation. */
  readonly unforeseen: string[] = []
  /** Look-ups fail until then. */
  blindUntil = 0
  canPay = true
  currency = 'CNY'
  /** How often its orders were listed. */
  looks = 0
  lagMs = 0
  /** Of one server for a month, without its disk: what it says when it is asked. */
  basePriceMinor = 120_000
  /** What it takes: the price that it said last. */
  #saidMinor = 120_000
  readonly #time: VirtualTime
  readonly #mark: string

  /** `mark` makes the ids of this cloud unlike those of any other. */
  constructor(time: VirtualTime, mark: string) {
    this.#time = time
    this.#mark = mark
  }

  /** What it answers to a request that arrives now, and has done by then. */
  take(request: WireRequest): Answer {
    const { pathname } = new URL(request.url)
    if (this.#isStale(request)) {
      const answer = refusal(401, 'APIGW.0301', 'Incorrect IAM authentication information: signature expired')
      if (isWrite(request, pathname)) this.#record(request, pathname, answer)
      return answer
    }
    if (!isWrite(request, pathname)) return this.#look(request, pathname)
    const answer = this.#act(pathname, request.body ?? '')
    this.#record(request, pathname, answer)
    return answer
  }

  /** Somebody buys the same for longer in the vendor's own console. */
  buyElsewhere({ months, ...like }: { count: number; sizeGib: number; months: number }): void {
    this.#order({ ...like, months: months + 2, name: `elsewhere-${this.orders.length}`, isOurs: false })
  }

  /** What was paid for comes about: so many of its servers run, the others failed. */
  deliver(order: Order, running: number): void {
    if (order.status !== 3) return
    order.status = 5
    order.servers.forEach((server, index) => {
      server.status = index < running ? 5 : 2
    })
  }

  /** The price that it says now for so much. */
  priceOf(asked: { count: number; sizeGib: number; months: number }): number {
    this.sayPrice()
    return totalMinor(this.#saidMinor, asked)
  }

  sayPrice(): void {
    this.#saidMinor = this.basePriceMinor
  }

  #isStale({ headers }: WireRequest): boolean {
    const stamp = headers['x-sdk-date'] ?? headers['X-Sdk-Date'] ?? ''
    const signedAt = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    if (Number.isNaN(signedAt)) throw new Error(`A request is signed at ${stamp}`)
    return Math.abs(this.#time.ms - signedAt) > signatureMs
  }

  #record({ method, body }: WireRequest, path: string, { status, body: said }: Answer): void {
    const orderId = OfOrder.safeParse(said).data?.order_id
    this.ledger.push({
      at: this.#time.now().toISOString(),
      service: path.includes('cloud-phone') ? 'cph' : 'bss',
      method,
      path,
      body,
      body_sha256: createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
      order_id: orderId,
      outcome: status < 300 ? 'accepted' : status === 401 ? 'unauthenticated' : 'refused',
    })
  }

  #act(path: string, body: string): Answer {
    if (path.endsWith('/cloud-phone/servers')) {
      const { server_name: name, count, phone_data_volume: disk, extend_param: term } = Purchase.parse(JSON.parse(body))
      const order = this.#order({ name, count, sizeGib: disk.size, months: term.period_num, isOurs: true })
      const ids = order.servers.map(({ id }) => id)
      return { status: 200, body: { request_id: 'r', order_id: order.id, product_id: 'p', server_ids: ids } }
    }
    const { order_id: orderId } = OfOrder.parse(JSON.parse(body))
    const order = this.orders.find(({ id }) => id === orderId)
    if (!order) return refusal(400, 'CBC.30000010', 'The order ID is invalid.')
    if (path.endsWith('/pay')) {
      if (order.status !== 6) return refusal(400, 'CBC.99003106', 'The order status has changed.')
      if (!this.canPay) return refusal(400, 'CBC.99005003', 'The balance is not enough.')
      order.status = 3
      this.#show(order)
      return { status: 204 }
    }
    if (order.status !== 6) return refusal(400, 'CBC.99005010', 'The order cannot be cancelled.')
    order.status = 4
    return { status: 204 }
  }

  payElsewhere(order: Order): void {
    if (order.status !== 6) return
    order.status = 3
    order.paidElsewhere = true
    this.#show(order)
  }

  /** Servers are made, and listed, once their order is paid (cph.md §11). */
  #show({ servers }: Order): void {
    for (const server of servers) server.shownAt = this.#time.ms + this.lagMs
  }

  #order(asked: { name: string; count: number; sizeGib: number; months: number; isOurs: boolean }): Order {
    const { name, count, months, isOurs } = asked
    const id = `CS${this.#mark}N${this.orders.length + 1}`
    const order: Order = {
      id,
      status: 6,
      amountMinor: totalMinor(this.#saidMinor, asked),
      currency: this.currency,
      count,
      months,
      createdAt: this.#time.ms,
      listedAt: this.#time.ms + this.lagMs,
      isOurs,
      paidElsewhere: false,
      servers: Array.from({ length: count }, (_, index) => ({
        id: createHash('md5').update(`${id} ${index}`).digest('hex'),
        name: count === 1 ? name : `${name}-${String(index + 1).padStart(4, '0')}`,
        status: 1,
        shownAt: Number.POSITIVE_INFINITY,
      })),
    }
    this.orders.push(order)
    return order
  }

  #look(request: WireRequest, path: string): Answer {
    if (this.#time.ms < this.blindUntil) return refusal(500, 'X.500', 'blind')
    for (const [end, answer] of Object.entries(catalogue)) if (path.endsWith(end)) return { status: 200, body: answer }
    const query = new URL(request.url).searchParams
    const now = this.#time.ms
    if (path.endsWith('/subscribe-rate')) return { status: 200, body: this.#rate(request.body ?? '') }
    if (path.endsWith('/customer-orders')) {
      this.looks += 1
      const rows = this.orders.filter((order) => order.listedAt <= now && isBetween(order.createdAt, query))
      return { status: 200, body: { total_count: rows.length, order_infos: rows.map(rowOf) } }
    }
    if (path.includes('/customer-orders/details/')) {
      const order = this.orders.find(({ id, listedAt }) => path.endsWith(`/${id}`) && listedAt <= now)
      return order ? { status: 200, body: detailOf(order) } : refusal(400, 'CBC.30000010', 'The order ID is invalid.')
    }
    if (path.endsWith('/suscriptions/resources/query')) return { status: 200, body: { total_count: 0, data: [] } }
    if (path.endsWith('/cloud-phone/phones')) return { status: 200, body: { count: 0, phones: [] } }
    const shown = this.orders.flatMap((order) =>
      order.servers.filter(({ shownAt }) => shownAt <= now).map((server) => serverRow(server, order)),
    )
    if (path.endsWith('/cloud-phone/servers')) {
      const rows = shown.filter(({ server_name: name }) => name.includes(query.get('server_name') ?? ''))
      return { status: 200, body: { count: rows.length, servers: rows } }
    }
    const server = shown.find(({ server_id: id }) => path.endsWith(`/cloud-phone/servers/${id}`))
    if (server) return { status: 200, body: server }
    this.unforeseen.push(`${request.method} ${path}`)
    return refusal(404, 'X.404', 'unforeseen')
  }

  #rate(body: string): unknown {
    this.sayPrice()
    const { product_infos: products } = JSON.parse(body) as {
      product_infos: { id: string; resource_size?: number; subscription_num: number; period_num: number }[]
    }
    const prices = products.map(({ id, resource_size: size, subscription_num: count, period_num: months }) => ({
      id,
      official_website_amount: ((size === undefined ? this.basePriceMinor : size * 30) * count * months) / 100,
    }))
    const sum = prices.reduce((all, { official_website_amount: each }) => all + each, 0)
    return {
      official_website_rating_result: { official_website_amount: sum, product_rating_results: prices },
      currency: 'CNY',
    }
  }
}

const Purchase = z.looseObject({
  server_name: z.string(),
  count: z.number(),
  phone_data_volume: z.looseObject({ size: z.number() }),
  extend_param: z.looseObject({ period_num: z.number() }),
})
const OfOrder = z.looseObject({ order_id: z.string() })

const totalMinor = (base: number, asked: { count: number; sizeGib: number; months: number }): number =>
  (base + asked.sizeGib * 30) * asked.count * asked.months

/** Billing asks some of its questions by POST. */
const isWrite = ({ method }: WireRequest, path: string): boolean =>
  method !== 'GET' && !path.endsWith('/query') && !path.endsWith('/subscribe-rate')

const refusal = (status: number, code: string, words: string): Answer => ({
  status,
  body: { error_code: code, error_msg: words },
})

/** Times are compared as they are reported: in whole seconds. */
function isBetween(at: number, query: URLSearchParams): boolean {
  const second = Math.floor(at / 1000) * 1000
  return (
    second >= Date.parse(query.get('create_time_begin') ?? '') &&
    second <= Date.parse(query.get('create_time_end') ?? '')
  )
}

const rowOf = ({ id, status, amountMinor, currency, createdAt }: Order) => ({
  order_id: id,
  service_type_code: 'hws.service.type.cph',
  status,
  order_type: 1,
  amount_after_discount: amountMinor / 100,
  official_amount: amountMinor / 100,
  currency,
  create_time: new Date(createdAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
})

const detailOf = (order: Order) => ({
  order_info: rowOf(order),
  order_line_items: [
    {
      order_line_item_id: `${order.id}-1`,
      service_type_code: 'hws.service.type.cph',
      product_id: 'p',
      period_type: 2,
      period_num: order.months,
      subscription_num: order.count,
    },
  ],
})

const serverRow = ({ id, name, status }: Server, order: Order) => ({
  server_id: id,
  server_name: name,
  status,
  server_model_name: serverModel,
  phone_model_name: phoneModel,
  metadata: { order_id: order.id, product_id: 'p' },
})
