import { and, eq } from 'drizzle-orm'
import { Client } from 'pg'
import { z } from 'zod'
import { cloudOrder, syncState } from '#lib/db/mirror-schema.ts'
import type { MirrorKind } from '#lib/inventory/freshness.ts'
import * as purchase from '#lib/operations/buy-phone-servers/contract.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { callDirectly, spendKey } from './direct-call.ts'
import { validInput } from './input.ts'
import type { World } from './world.ts'

const Calls = z.array(
  z.object({ operation: z.string(), calls: z.number(), busiest_second: z.number(), busiest_minute: z.number() }),
)

/** What tests of the mirror ask of their world. */
export const mirrorOf = (world: World) => ({
  async order(orderId: string) {
    const [row] = await world.db
      .select()
      .from(cloudOrder)
      .where(and(eq(cloudOrder.accountId, world.accountId), eq(cloudOrder.orderId, orderId)))
    return row
  },
  async state(kind: MirrorKind) {
    const [row] = await world.db
      .select()
      .from(syncState)
      .where(and(eq(syncState.accountId, world.accountId), eq(syncState.kind, kind)))
    return row
  },
  /** How often the cloud was asked each question since it last forgot. */
  async calls(): Promise<Record<string, number>> {
    const rows = Calls.parse(await (await fetch(`${world.cloud.url}/_control/calls`)).json())
    return Object.fromEntries(rows.map(({ operation, calls }) => [operation, calls]))
  },
  forgetCalls: () => world.cloud.control('calls', undefined, 'DELETE'),
  /** The worker as it is so much later. */
  later: (ms: number): WorkerDeps => ({ ...world.deps, clock: { now: () => new Date(Date.now() + ms) } }),
})

/** Somebody buys two phone servers past the console; returns the order. */
export async function buyElsewhere(world: World, name: string, isPaid = 1): Promise<string> {
  const input = purchase.Input.parse(await validInput(world.db, world.accountId, name))
  const body = purchase.toBody(input, name)
  const key = spendKey(await world.cloud.credentials(), 'cn-north-4')
  const { answer } = await callDirectly(world.cloud, key, {
    path: '/v2/{project}/cloud-phone/servers',
    body: { ...body, extend_param: { ...body.extend_param, is_auto_pay: isPaid } },
  })
  return String(Reflect.get(answer, 'order_id'))
}

/** Hears what the database announces. */
export async function listenTo(world: World) {
  const listener = new Client({ connectionString: world.url })
  await listener.connect()
  const heard: { topic: string; id: string }[] = []
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '{}')))
  await listener.query('listen countersign')
  return {
    /** What was announced of `topic` while `work` ran; the listener's own round trip comes behind all of it. */
    async during(topic: string, work: () => Promise<unknown>): Promise<string[]> {
      heard.length = 0
      await work()
      await listener.query('select 1')
      return heard.filter((event) => event.topic === topic).map(({ id }) => id)
    },
    close: () => listener.end(),
  }
}
