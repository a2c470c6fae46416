import type { Cloud } from '../cloud/cloud.ts'
import { CloudError } from '../cloud/errors.ts'
import type { Desktop, DesktopVolume } from '../cloud/services/workspace-desktop-row.ts'
import { showDesktop } from '../cloud/services/workspace-desktops.ts'
import { allHosts, type DesktopHost } from '../cloud/services/workspace-hosts.ts'
import { allProducts, type DesktopProduct, type ProductFilter } from '../cloud/services/workspace-products.ts'
import { type DesktopZone, listDesktopZones, productSale } from '../cloud/services/workspace-zones.ts'
import type { DesktopNow, DesktopProductChoice, HostRoom, Lookups } from '../operations/lookups.ts'
import type { StateOf } from '../operations/resource-state.ts'
import { keepMs } from './lookup-cache.ts'

type Through = <T>(kind: string, ms: number, ask: () => Promise<T>) => Promise<T>

/** The look-ups about desktops; the desktop itself is asked for each time. */
export function desktopLookups(
  reads: Cloud,
  through: Through,
): Pick<Lookups, 'desktopProducts' | 'desktops' | 'desktopHosts'> {
  const zones = () => through('desktopZones', keepMs.catalogue, () => listDesktopZones(reads))
  const hosts = () => through('desktopHosts', keepMs.network, () => hostsOrNone(reads))
  const products = (filter: ProductFilter) =>
    through(`desktopProducts/${JSON.stringify(filter)}`, keepMs.catalogue, () => allProducts(reads, filter))
  const hostOf = async (id: string) => (await hosts()).find(({ desktopIds }) => desktopIds.includes(id))

  return {
    desktopProducts: async (id) => {
      const desktop = await desktopOrNone(reads, id)
      if (!desktop) return []
      const about = filterOf(desktop)
      const [targets, all, [zone]] = await Promise.all([
        products({ ...about, ...(desktop.productId !== undefined && { resizeFrom: desktop.productId }) }),
        products(about),
        zones().then((rows) => rows.filter((row) => row.id === desktop.availabilityZone)),
      ])
      return productChoices(desktop, targets, all, zone)
    },
    desktops: async (id) => {
      const [desktop, host] = await Promise.all([desktopOrNone(reads, id), hostOf(id)])
      return desktop ? [desktopNow(desktop, host)] : []
    },
    desktopHosts: async (id) => {
      const host = await hostOf(id)
      return host ? [roomOf(host, await products({ billing: 'prepaid' }))] : []
    },
  }
}

/** A key that may not see hosts, or a region without them: then the cloud itself judges. */
async function hostsOrNone(reads: Cloud): Promise<DesktopHost[]> {
  try {
    return await allHosts(reads)
  } catch (thrown) {
    if (thrown instanceof CloudError && [403, 404].includes(thrown.httpStatus ?? 0)) return []
    throw thrown
  }
}

async function desktopOrNone(reads: Cloud, id: string): Promise<Desktop | undefined> {
  try {
    return await showDesktop(reads, id)
  } catch (thrown) {
    if (thrown instanceof CloudError && thrown.httpStatus === 404) return undefined
    throw thrown
  }
}

const filterOf = ({ billing, osType, availabilityZone }: Desktop): ProductFilter => ({
  ...(billing !== 'unknown' && { billing }),
  ...(osType === 'Windows' && { osType }),
  ...(osType === 'Linux' && { osType }),
  ...(availabilityZone !== undefined && { availabilityZone }),
})

/** Products of the desktop's own architecture; exclusive hosts and what runs on them are no products for a desktop. */
function productChoices(
  desktop: Desktop,
  targets: readonly DesktopProduct[],
  all: readonly DesktopProduct[],
  zone: DesktopZone | undefined,
): DesktopProductChoice[] {
  const possible = new Set(targets.map(({ id }) => id))
  const others = all.filter(
    ({ id, architecture, packageType }) =>
      !possible.has(id) && architecture === desktop.product?.architecture && packageType !== 'dedicated',
  )
  return [
    ...targets.map((row) => productChoice(row, sales[productSale(row, zone)])),
    ...others.map((row) => productChoice(row, whyNot(desktop, row))),
  ].toSorted(
    (a, b) => Number('disabled' in a) - Number('disabled' in b) || a.vcpus - b.vcpus || a.memoryMib - b.memoryMib,
  )
}

const sales: Record<ReturnType<typeof productSale>, string | undefined> = {
  on_sale: undefined,
  sold_out: 'operations.reasons.soldOut',
  withdrawn: 'operations.reasons.withdrawn',
  not_offered: 'operations.reasons.notInZone',
  unknown: undefined,
}

/** Why the cloud does not list a product as one that the desktop can become (workspace.md §2.2). */
function whyNot({ productId, product, billing }: Desktop, row: DesktopProduct): string {
  if (row.id === productId) return 'operations.reasons.isCurrent'
  if (row.packageType !== product?.packageType) return 'operations.reasons.otherPackage'
  const isSmaller =
    sizeOf(row.cpuCores) < sizeOf(product?.cpuCores) || sizeOf(row.memoryMib) < sizeOf(product?.memoryMib)
  return isSmaller && billing === 'prepaid' ? 'operations.reasons.smaller' : 'operations.reasons.notATarget'
}

const sizeOf = (size: number | undefined): number => size ?? 0

const productChoice = (row: DesktopProduct, disabled: string | undefined): DesktopProductChoice => ({
  id: row.id,
  vcpus: row.cpuCores ?? 0,
  memoryMib: row.memoryMib ?? 0,
  packageType: row.packageType ?? '',
  gpu: row.isGpu ? (row.gpu ?? 'GPU') : '',
  ...(disabled !== undefined && { disabled }),
})

function desktopNow(desktop: Desktop, host: DesktopHost | undefined): DesktopNow {
  const { rootVolume, dataVolumes } = desktop
  return {
    id: desktop.id,
    state: stateOf(desktop, host),
    productId: desktop.productId ?? '',
    disks: [...(rootVolume ? [rootVolume] : []), ...dataVolumes].flatMap(diskNow),
  }
}

const stateOf = (desktop: Desktop, host: DesktopHost | undefined): StateOf<'desktop'> => ({
  kind: 'desktop',
  status: desktop.status,
  task: desktop.task ?? '',
  billing: desktop.billing,
  osType: desktop.osType ?? null,
  isFrozen: desktop.isFrozen,
  isInMaintenance: desktop.isInMaintenance,
  isPooled: desktop.isPooled,
  hasHourPackage: desktop.hourPackage !== undefined,
  isOnHost: host !== undefined,
  isGone: false,
})

const diskNow = ({ volumeId, sizeGib }: DesktopVolume) =>
  volumeId === undefined ? [] : [{ volumeId, sizeGib: sizeGib ?? 0 }]

/** Without a product that is still listed, the host's limits are those of the call itself: 0 to 300. */
function roomOf(host: DesktopHost, all: readonly DesktopProduct[]): HostRoom {
  const product = all.find(({ id }) => id === host.productId)
  const subs = new Set(product?.subProductIds)
  return {
    id: host.id,
    count: host.desktopIds.length,
    least: product?.hostDesktopsDefault ?? 0,
    most: product?.hostDesktopsMax ?? 300,
    products: all.filter(({ id }) => subs.has(id)).map((row) => productChoice(row, sales[productSale(row, undefined)])),
  }
}
