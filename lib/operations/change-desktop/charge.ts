import type { Charge, DeepPartial, PricedProduct } from '../kit.ts'
import type { Change, Input, Target } from './contract.ts'
import { hasOrder } from './ways.ts'

type Period = PricedProduct['period']

const aMonth: Period = { unit: 'month', count: 1 }

const desktopOf = (spec: string, period = aMonth, quantity = 1): PricedProduct => ({
  kind: 'desktop',
  spec,
  period,
  quantity,
})
const diskOf = ({ spec, kind }: Target['disks'][number], size: number, period = aMonth): PricedProduct => ({
  kind: 'desktop_disk',
  spec: spec || kind || '?',
  size,
  period,
  quantity: 1,
})

/** What the change costs: a difference until the term ends, a term, or another price of an hour. */
export function chargeOf({ target, change }: Pick<Input, 'target' | 'change'>): Charge {
  switch (change.way) {
    case 'resize':
      return changed({ target, change }, [desktopOf(target.productId)], [desktopOf(change.productId)])
    case 'expand': {
      const disk = target.disks.find(({ volumeId }) => volumeId === change.volumeId)
      if (!disk) return { kind: 'none' }
      return changed({ target, change }, [diskOf(disk, disk.sizeGib)], [diskOf(disk, change.newSize)])
    }
    case 'period': {
      const period = { unit: change.unit, count: change.count }
      const disks = target.disks.map((disk) => diskOf(disk, disk.sizeGib, period))
      return { kind: 'purchase', products: [desktopOf(target.productId, period), ...disks] }
    }
    case 'host':
      return changed(
        { target, change },
        some(desktopOf(target.productId, aMonth, target.host?.count ?? 0)),
        some(desktopOf(change.productId, aMonth, change.quantity)),
      )
  }
}

const some = (product: PricedProduct): PricedProduct[] => (product.quantity > 0 ? [product] : [])

const changed = (parts: Pick<Input, 'target' | 'change'>, from: PricedProduct[], to: PricedProduct[]): Charge =>
  hasOrder(parts)
    ? { kind: 'difference', resourceKind: 'desktop', resourceId: parts.target.id, from, to }
    : { kind: 'usage', from, to }

/** What is known of it in a form under way. */
export function knownCharge({ target, change }: DeepPartial<Input>): Charge | undefined {
  if (!target?.id || !target.billing || !target.productId || !target.disks || !change?.way) return undefined
  // Only the members that a charge is made of are read, and those were looked at just above.
  const known = target as Target
  return isPriceable(known, change) ? chargeOf({ target: known, change }) : undefined
}

/** Whether all that has a price is chosen. */
function isPriceable(target: Target, change: DeepPartial<Change>): change is Change {
  switch (change.way) {
    case 'resize':
      return Boolean(change.productId) && change.productId !== target.productId
    case 'expand': {
      const disk = target.disks.find(({ volumeId }) => volumeId === change.volumeId)
      return (
        disk !== undefined && isWhole(change.newSize) && change.newSize > disk.sizeGib && change.newSize <= 1_000_000
      )
    }
    case 'period':
      return change.unit !== undefined && isWhole(change.count) && change.count >= 1 && change.count <= 9
    case 'host':
      return Boolean(change.productId) && isWhole(change.quantity) && change.quantity >= 0 && change.quantity <= 300
    case undefined:
      return false
  }
}

const isWhole = (value: number | undefined): value is number => Number.isInteger(value)
