import { hexOf } from '../ids.ts'
import type { Coupon } from './coupon.ts'
import type { World } from './world.ts'

const dayMs = 24 * 3_600_000

type Sketch = Pick<Coupon, 'name' | 'type' | 'faceFen'> & Partial<Coupon>

const sketches: Sketch[] = [
  { name: 'Spring voucher', type: 301, faceFen: 50_000 },
  { name: 'Cash coupon', type: 302, faceFen: 20_000, notWith: [2] },
  { name: 'Ten per cent off', type: 300, faceFen: 0, ratio: 0.9 },
  { name: 'Stored value', type: 303, faceFen: 10_000 },
  { name: 'Used-up voucher', type: 301, faceFen: 30_000, balanceFen: 0 },
  { name: 'Dormant voucher', type: 301, faceFen: 30_000, isActivated: false },
]

/** The coupons of the demo account; the others have none. */
export function seedCoupons(world: World, at: number): void {
  const demo = world.accounts.find(({ name }) => name === 'demo')
  if (demo === undefined) return
  world.coupons.push(
    ...sketches.map((sketch, index) => ({
      balanceFen: sketch.faceFen,
      isActivated: true,
      notWith: [],
      effectiveAt: at,
      expireAt: at + 3650 * dayMs,
      ...sketch,
      id: `CP${hexOf('coupon', demo.name, index).slice(0, 16)}`,
      domainId: demo.domainId,
    })),
  )
}
