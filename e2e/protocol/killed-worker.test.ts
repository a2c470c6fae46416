import { once } from 'node:events'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderLink } from '#lib/db/schema.ts'
import { loadDocument } from '#lib/requests/load.ts'
import type { KillPoint } from '#lib/worker/deps.ts'
import { stopProcess } from '../cloud.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Follows the row without touching it: the worker process does the work. */
async function untilDone(id: string): Promise<void> {
  await expect
    .poll(async () => (await world.row(id)).state, { timeout: 40_000, interval: 200 })
    .toSatisfy((state) => ['done', 'absent', 'failed'].includes(String(state)))
}

/** Payments that the cloud took for the order of this request. */
async function acceptedPayments(id: string) {
  const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  if (!link) return []
  return (await world.cloud.payments()).filter((row) => row.outcome === 'accepted' && row.body?.includes(link.orderId))
}

const points: KillPoint[] = [
  'claimed',
  'checked',
  'intent',
  'answered',
  'recorded',
  'order_read',
  'pay_intent',
  'pay_answered',
  'pay_recorded',
]

test.each(points)(
  'a worker killed at "%s" leaves a request that the next worker finishes, with at most one purchase and payment',
  { timeout: 60_000 },
  async (point) => {
    const id = await world.approved()
    const doomed = world.startWorker(point)
    const [, signal] = await once(doomed, 'exit')
    expect(signal).toBe('SIGKILL')

    const next = world.startWorker()
    await untilDone(id)
    await stopProcess(next)

    const { name } = await loadDocument(world.db, id, 1)
    const purchases = (await world.cloud.purchases()).filter((row) => row.body?.includes(name))
    const payments = await acceptedPayments(id)
    const { state } = await world.row(id)
    // Killed between intent and sending, nothing left: only time proves that, so a person decides.
    const outcome =
      point === 'intent' ? { state: 'absent', purchases: 0, payments: 0 } : { state: 'done', purchases: 1, payments: 1 }
    expect({ state, purchases: purchases.length, payments: payments.length }).toEqual(outcome)
  },
)
