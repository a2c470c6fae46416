import type { DeepPartial, PricedProduct } from '../../kit.ts'
import type { Disk, Disks } from '../../phone-fields.ts'
import type { Input } from '../contract.ts'
import { productsOf } from '../products.ts'

/** What already has a price in a form under way: the servers as soon as flavors, term and count are known. */
export function knownProducts(values: DeepPartial<Input>): PricedProduct[] | undefined {
  const { model, image, term } = values
  const { serverModel, phoneModel, phones, generation } = model ?? {}
  const count = within(image?.count, 10)
  const periods = within(term?.count, term?.unit === 'month' ? 9 : 10)
  if (!serverModel || !phoneModel || phones === undefined || generation === undefined) return undefined
  if (count === undefined || periods === undefined || term?.unit === undefined) return undefined
  return productsOf({
    model: { serverModel, phoneModel, phones, generation },
    image: { count },
    term: { unit: term.unit, count: periods },
    disks: knownDisks(values.disks),
  })
}

const within = (value: number | undefined, max: number): number | undefined =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= max ? value : undefined

function knownDisks(disks: DeepPartial<Disks> | undefined): Disks {
  if (disks?.generation !== '2.0') return { generation: '1.0' }
  const phoneDisk = knownDisk(disks.phoneDisk)
  const sharedDisk = knownDisk(disks.sharedDisk)
  return phoneDisk ? { generation: '2.0', phoneDisk, ...(sharedDisk && { sharedDisk }) } : { generation: '1.0' }
}

function knownDisk(disk: DeepPartial<Disk> | undefined): Disk | undefined {
  const sizeGib = within(disk?.sizeGib, 32_768)
  return disk?.type && sizeGib !== undefined && sizeGib >= 10 ? { type: disk.type, sizeGib } : undefined
}
