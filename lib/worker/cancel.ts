import { cancelCall } from '../cloud/services/bss-payment.ts'
import { move } from '../requests/store.ts'
import { pauseRefusedAccount } from './account-state.ts'
import { type WorkerDeps, mover } from './deps.ts'
import type { Next } from './look.ts'
import { orderStatus, readLinkedOrder } from './pay.ts'
import { type Held, later } from './take.ts'

/** cancelling: cancels the unpaid order; it ends only when the order itself says cancelled. A repeat is harmless. */
export async function cancelUnpaid(deps: WorkerDeps, held: Held): Promise<Next> {
  const order = await readLinkedOrder(deps, held)
  const by = mover(deps)
  const moveOn = { id: held.id, by, fence: held.fence, detail: { orderId: order?.id } }
  switch (order?.status) {
    case orderStatus.cancelled:
      await move(deps.db, { ...moveOn, event: 'confirmCancel', money: 'cancelled', delivery: 'none', wakeInMs: null })
      return 'rest'
    case orderStatus.processing:
    case orderStatus.completed:
      await move(deps.db, { ...moveOn, event: 'findPaid', money: 'paid', wakeInMs: 0 })
      return 'again'
    case orderStatus.unpaid: {
      const cloud = await deps.spends(held.account_id)
      const answer = await cloud.sendWrite(await cloud.prepareWrite(cancelCall(order.id)))
      if (answer.kind === 'refused') {
        if (answer.error.isCredentialRefusal) await pauseRefusedAccount(deps, held.account_id, answer.error)
        const { code, message } = answer.error
        await move(deps.db, {
          ...moveOn,
          event: 'refuseCancel',
          reason: { words: 'reasons.cancelRefused', code, message },
          wakeInMs: deps.horizons.pollMs,
        })
        return 'rest'
      }
      await later(deps, held, deps.horizons.pollMs)
      return 'rest'
    }
    default:
      await later(deps, held, deps.horizons.pollMs, { words: 'reasons.orderNotReadable' })
      return 'rest'
  }
}
