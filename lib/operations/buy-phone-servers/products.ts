import type { PricedProduct } from '../kit.ts'
import type { Disk } from '../phone-fields.ts'
import type { Input } from './contract.ts'

/** The parts of a purchase that have a price. */
export type Priced = Pick<Input, 'model' | 'disks'> & {
  image: Pick<Input['image'], 'count'>
  term: Pick<Input['term'], 'unit' | 'count'>
}

/**
 * What is bought for the term: servers and their disks. Public addresses and bandwidth are sold by the network service
 * and are no part of this order.
 */
export function productsOf({ model, image, disks, term }: Priced): PricedProduct[] {
  const common = { period: { unit: term.unit, count: term.count }, quantity: image.count }
  const server = { ...common, kind: 'phone_server' as const, spec: `${model.serverModel}.${model.phoneModel}` }
  const disk = ({ type, sizeGib }: Disk) => ({ ...common, kind: 'disk' as const, spec: type, size: sizeGib })
  if (disks.generation === '1.0') return [server]
  return [server, disk(disks.phoneDisk), ...(disks.sharedDisk ? [disk(disks.sharedDisk)] : [])]
}
