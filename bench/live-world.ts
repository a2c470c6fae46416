import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { putRows, shows } from '#components/shell/put-rows.ts'
import { demoPeople } from '#lib/auth/demo-people.ts'
import type { LiveRows } from '#lib/live/event.ts'
import type { OrderRow } from '#lib/orders/queries.ts'
import { orderElsewhere } from '../e2e/order-elsewhere.ts'
import type { Parts } from '../e2e/parts.ts'
import { signIn } from '../e2e/stack.ts'
import { LiveClient } from './live-client.ts'

const Announced = z.object({ topic: z.string(), id: z.string() })

const signInsEach = 2
const patienceMs = 60_000

/** A client that shows the list as a browser does: when it showed which amount, and when it had read it itself. */
export type Reader = { client: LiveClient; shown: Map<number, number>; read: Map<number, number> }

/** The parts with people signed in, orders in the cloud, and an ear at the database. */
export class LiveWorld {
  readonly parts: Parts
  readonly database: Client
  readonly announced: { orderId: string; at: number }[] = []
  cookies: string[] = []
  orderIds: string[] = []

  private constructor(parts: Parts) {
    this.parts = parts
    this.database = new Client({ connectionString: parts.databaseUrl })
  }

  static async open(parts: Parts, orders: number): Promise<LiveWorld> {
    const world = new LiveWorld(parts)
    await world.database.connect()
    world.database.on('notification', ({ payload = '' }) => {
      const { topic, id } = Announced.parse(JSON.parse(payload))
      if (topic === 'order') world.announced.push({ orderId: id, at: performance.now() })
    })
    await world.database.query('listen countersign')
    for (const { email } of demoPeople)
      for (let nth = 0; nth < signInsEach; nth += 1) world.cookies.push(await signIn(parts.url, email))
    for (let nth = 0; nth < orders; nth += 1) world.orderIds.push(await orderElsewhere(parts.cloud))
    await waitUntil(
      () => world.orderIds.every((id) => world.announced.some(({ orderId }) => orderId === id)),
      'the orders',
    )
    return world
  }

  close(): Promise<void> {
    return this.database.end()
  }

  /** The browser of one of the people, with the orders before it; closed until its client is opened. */
  async reader(nth: number): Promise<Reader> {
    const cookie = this.cookies[nth % this.cookies.length] ?? ''
    const { url } = this.parts
    const [shown, read] = [new Map<number, number>(), new Map<number, number>()]
    const note = (at: Map<number, number>, { rows }: OrdersPage) => {
      const now = performance.now()
      for (const { amountMinor } of rows) if (amountMinor !== null && !at.has(amountMinor)) at.set(amountMinor, now)
    }
    let page: OrdersPage = { rows: [] }
    let reading: AbortController | undefined
    const readOrders = async () => {
      reading?.abort()
      reading = new AbortController()
      // Called off by the next one.
      const found = await askOrders(url, cookie, reading.signal).catch(() => undefined)
      if (!found) return
      page = found
      note(read, page)
      note(shown, page)
    }
    const put = (rows: LiveRows) => {
      page = (shows(ordersKey, rows) && putRows(page, rows)) || page
      note(shown, page)
    }
    await readOrders()
    return { client: new LiveClient({ url, cookie, readOrders, putRows: put }), shown, read }
  }
}

type OrdersPage = { rows: OrderRow[] }

const ordersKey = ['orders', 'list', {}]

async function askOrders(url: string, cookie: string, signal: AbortSignal): Promise<OrdersPage> {
  const answer = await fetch(`${url}/api/orders`, { headers: { cookie }, signal })
  // What the route of the list answers.
  return (await answer.json()) as OrdersPage
}

/** Waits for at most a minute; throws when it does not come to be. */
export async function waitUntil(isSo: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + patienceMs; !isSo(); await pause(5))
    if (performance.now() > end) throw new Error(`Nothing came of ${what} in a minute`)
}
