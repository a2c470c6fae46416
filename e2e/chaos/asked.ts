import { randomBytes } from 'node:crypto'
import { listDesktops } from '#lib/cloud/services/workspace-desktops.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { readDesktop } from '#lib/inventory/desktops-face.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { start as startDesktop } from '#lib/operations/change-desktop/start.ts'
import { systemClock } from '#lib/clock.ts'
import { spendsFor } from '#lib/worker/connect.ts'
import { validInput } from '../protocol/input.ts'
import { orderedElsewhere, paymentOf } from '../protocol/order-input.ts'
import { resizeOf, serverNamed } from '../protocol/resize-input.ts'
import type { ChaosOperation } from './plan.ts'
import type { Lane, Rig } from './rig.ts'

type Ask = (rig: Pick<Rig, 'cloud'>, lane: Lane, index: number) => Promise<unknown>

/** Rows that the pretend cloud is given beforehand: enough for a cell each. */
export const rowsNeeded = (cells: number) => ({ desktops: 6 * cells + 6, servers: 4 * cells + 4, ordered: true })

const numbered = (name: string, count: number): string => `${name}-${String(count + 1).padStart(6, '0')}`

/**
 * What is asked for in cell `index`: no two cells of a run are about the same thing. Every second bulk row is paid by the
 * hour, and every third desktop has the smallest product.
 */
export const inputs: Record<ChaosOperation, Ask> = {
  'buy-phone-servers': async (_, { db, accountId }, index) => {
    const input = await validInput(db, accountId, `chaos-${randomBytes(4).toString('hex')}`)
    const sizeGib = 20 + (index % 3200) * 10
    return {
      ...input,
      image: { ...input.image, count: 1 },
      disks: { ...input.disks, phoneDisk: { type: 'GPSSD', sizeGib } },
    }
  },
  'change-desktop': (_, lane, index) => largerDesktop(lane, numbered('BULK', 6 * index + 3)),
  'change-desktop:prepaid': (_, lane, index) => largerDesktop(lane, numbered('BULK', 6 * index)),
  'resize-server': (_, lane, index) => largerServer(lane, numbered('bulk', 4 * index + 1)),
  'resize-server:prepaid': (_, lane, index) => largerServer(lane, numbered('bulk', 4 * index)),
  'pay-order': async (_, lane) => await unpaidOrder(lane),
}

/** Somebody orders past the console, and leaves the payment to it. */
async function unpaidOrder({ db, accountId, privateJwk, slot }: Lane) {
  const opening = { privateJwks: [privateJwk], clock: systemClock, overrides: [slot.url], sendMs: 30_000 }
  const deps = { reads: (id: string) => readsFor(db, id), spends: (id: string) => spendsFor(db, id, opening) }
  const world = { db, accountId, deps }
  return await paymentOf(world, await orderedElsewhere(world, 1))
}

async function largerDesktop({ db, accountId }: Lane, name: string) {
  const reads = await readsFor(db, accountId)
  const { desktops } = await listDesktops(reads, { computerName: name })
  const desktop = desktops.find((row) => row.name === name)
  if (!desktop) throw new Error(`The pretend cloud has no desktop ${name}`)
  const facts = {
    ...readDesktop(JSON.parse(JSON.stringify(desktop))),
    productId: desktop.productId,
    billingMode: desktop.billing,
    availabilityZone: desktop.availabilityZone,
    vcpus: desktop.product?.cpuCores,
    memoryMib: desktop.product?.memoryMib,
  }
  const begun = startDesktop(accountId, { kind: 'desktop', id: desktop.id, name, facts })
  const products = await createLookups(reads, { cacheKey: accountId }).desktopProducts(desktop.id)
  const now = desktop.product?.memoryMib ?? 0
  const product = products.find((row) => row.disabled === undefined && row.memoryMib > now)
  if (!product) throw new Error(`Nothing larger can be made of ${name}`)
  const { id: productId, vcpus, memoryMib } = product
  return { ...begun, change: { way: 'resize', productId, vcpus, memoryMib } }
}

async function largerServer({ db, accountId }: Lane, name: string) {
  const world = { accountId, deps: { reads: () => readsFor(db, accountId) } }
  const { id, flavor } = await serverNamed(world, name)
  const flavors = await createLookups(await world.deps.reads(), { cacheKey: accountId }).resizeFlavors(id)
  const wanted = flavors.find((row) => row.disabled === undefined && row.memoryMib > (flavor?.memoryMib ?? 0))
  if (!wanted) throw new Error(`Nothing larger can be made of ${name}`)
  return await resizeOf(world, name, wanted.id)
}
