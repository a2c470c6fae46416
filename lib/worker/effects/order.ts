import type { Cloud } from '../../cloud/cloud.ts'
import { type OrderDetail, showOrder } from '../../cloud/services/bss-orders.ts'
import { orderResources } from '../../cloud/services/bss-resources.ts'
import type { Effect } from '../../operations/kit.ts'
import type { Probe } from './probe.ts'

type OrderEffect = Extract<Effect, { kind: 'order_paid' | 'order_cancelled' }>

/** An order that is there already, and is paid and delivered, or cancelled. Its status tells (billing.md §2). */
export async function probeOrder(reads: Cloud, { kind, orderId }: OrderEffect): Promise<Probe> {
  const order = await showOrder(reads, orderId)
  const standing = kind === 'order_paid' ? await payment(reads, order) : cancellation(order)
  const { state } = standing
  return {
    ...standing,
    delivered: state === 'reached' ? 1 : 0,
    failed: state === 'failed' ? 1 : 0,
    expected: 1,
    // What an order brings is linked to whoever made it.
    resourceIds: [],
    orderIds: [],
    read: { orders: [order] },
  }
}

type Standing = Pick<Probe, 'state' | 'words'> & { step?: string }

const paid = { words: 'reasons.orderIsPaid', step: 'reasons.step.delivering' } as const
const cancelled = { words: 'reasons.orderIsCancelled' } as const
const waits = { state: 'busy', words: 'reasons.orderWaits' } as const

/** A purchase has brought what billing lists for it; any other order is done when it is complete. */
async function payment(reads: Cloud, { id, status, kind }: OrderDetail): Promise<Standing> {
  switch (status) {
    case 6:
      return { state: 'before', words: 'reasons.orderIsUnpaid' }
    case 3:
      return { state: 'moving', ...paid }
    case 5: {
      const isThere = kind !== 1 || (await orderResources(reads, id)).length > 0
      return isThere ? { state: 'reached', words: paid.words } : { state: 'moving', ...paid }
    }
    case 4:
      return { state: 'failed', ...cancelled }
    default:
      return waits
  }
}

function cancellation({ status }: OrderDetail): Standing {
  switch (status) {
    case 6:
      return { state: 'before', words: 'reasons.orderIsUnpaid' }
    case 4:
      return { state: 'reached', ...cancelled }
    case 3:
    case 5:
      return { state: 'failed', words: paid.words }
    default:
      return waits
  }
}
