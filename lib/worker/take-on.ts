import { orderTaken } from '../db/schema.ts'
import { move } from '../requests/store.ts'
import { type WorkerDeps, mover } from './deps.ts'
import type { Next } from './look.ts'
import type { Held } from './take.ts'

/** claimed → ordered: an order that is there already is compared and paid from here on, as one of our own is. */
export async function takeOn(deps: WorkerDeps, held: Held, orderId: string): Promise<Next> {
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'takeOn',
      by: mover(deps),
      fence: held.fence,
      money: 'unpaid',
      delivery: 'waiting',
      detail: { orderId },
      wakeInMs: 0,
    })
    if (moved) await tx.insert(orderTaken).values({ requestId: held.id, orderId })
  })
  await deps.passed('taken_on', held.id)
  return 'again'
}
