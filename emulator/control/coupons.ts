import type { ControlCall } from '../control.ts'
import { CloudError } from '../gateway/cloud-error.ts'
import { controlBody, controlSchema } from './control-body.ts'

const couponBody = controlSchema<{ balance_fen?: number; held_by_order_id?: string }>({
  balance_fen: { type: 'integer', minimum: 0 },
  held_by_order_id: { type: 'string' },
})

/** POST /_control/coupons/{coupon_id}: somebody uses it elsewhere, or another order holds it. */
export function changeCoupon({ cloud, params, body }: ControlCall) {
  const { balance_fen: balanceFen, held_by_order_id: heldByOrderId } = controlBody(couponBody, body)
  const coupon = cloud.world.coupons.find((row) => row.id === params['coupon_id'])
  if (coupon === undefined) throw new CloudError(404, 'CONTROL.0004', 'There is no such coupon.')
  if (balanceFen !== undefined) coupon.balanceFen = balanceFen
  if (heldByOrderId === '') delete coupon.heldByOrderId
  else if (heldByOrderId !== undefined) coupon.heldByOrderId = heldByOrderId
  return { coupon_id: coupon.id, balance_fen: coupon.balanceFen }
}
