import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { demoPeople } from '#lib/auth/demo-people.ts'
import { orderElsewhere } from '../e2e/order-elsewhere.ts'
import type { Parts } from '../e2e/parts.ts'
import { signIn } from '../e2e/stack.ts'
import { LiveClient } from './live-client.ts'

const Announced = z.object({ topic: z.string(), id: z.string() })

const signInsEach = 2
const patienceMs = 60_000

/** A client that reads the list as a browser does, and when it saw which amount in it. */
export type Reader = { client: LiveClient; at: Map<number, number> }

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

  /** The browser of one of the people. */
  reader(nth: number): Reader {
    const cookie = this.cookies[nth % this.cookies.length] ?? ''
    const { url } = this.parts
    const at = new Map<number, number>()
    let reading: AbortController | undefined
    const read = async (signal: AbortSignal) => {
      const answer = await fetch(`${url}/api/orders`, { headers: { cookie }, signal })
      const text = await answer.text()
      const now = performance.now()
      // Two hundred browsers would parse this on machines of their own.
      for (const [, fen = ''] of text.matchAll(/"amountMinor":(\d+)/g))
        if (!at.has(Number(fen))) at.set(Number(fen), now)
    }
    const readOrders = () => {
      reading?.abort()
      reading = new AbortController()
      // Called off by the next one.
      return read(reading.signal).catch(() => undefined)
    }
    return { client: new LiveClient({ url, cookie, readOrders }), at }
  }
}

/** Waits for at most a minute; throws when it does not come to be. */
export async function waitUntil(isSo: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + patienceMs; !isSo(); await pause(5))
    if (performance.now() > end) throw new Error(`Nothing came of ${what} in a minute`)
}
