export type PackageType = 'ultimate' | 'enterprise' | 'general' | 'workstation' | 'dedicated'

/** What a desktop (or an exclusive host) can be. Everything but the ids of the first rows is invented. */
export type DesktopProduct = {
  id: string
  flavorId: string
  packageType: PackageType
  cpu: number
  memoryMb: number
  architecture: 'x86' | 'arm'
  systems: ('Windows' | 'Linux')[]
  status: 'normal' | 'sellout' | 'abandon'
  isGpu: boolean
  /** Fen a month. */
  monthFen: number
  /** On exclusive hosts: what runs on them, and how many. */
  host?: { desktopsLeast: number; desktopsMost: number; liteProducts: string[] }
}

type Row = Partial<DesktopProduct> & Pick<DesktopProduct, 'id' | 'flavorId' | 'cpu' | 'memoryMb' | 'monthFen'>

const x86 = (row: Row): DesktopProduct => ({
  packageType: 'ultimate',
  architecture: 'x86',
  systems: ['Windows', 'Linux'],
  status: 'normal',
  isGpu: false,
  ...row,
})
const arm = (row: Row): DesktopProduct => ({
  ...x86(row),
  packageType: 'enterprise',
  architecture: 'arm',
  systems: ['Linux'],
})
const ultimate = 'workspace.x86.ultimate'
const enterprise = 'workspace.x86.enterprise'

export const desktopProducts: DesktopProduct[] = [
  x86({ id: `${ultimate}.large2`, flavorId: 's6.large.2', cpu: 2, memoryMb: 4_096, monthFen: 16_800 }),
  x86({ id: `${ultimate}.large4`, flavorId: 's6.large.4', cpu: 2, memoryMb: 8_192, monthFen: 22_800 }),
  x86({ id: `${ultimate}.xlarge2`, flavorId: 's6.xlarge.2', cpu: 4, memoryMb: 8_192, monthFen: 31_250 }),
  x86({ id: `${ultimate}.xlarge4`, flavorId: 's6.xlarge.4', cpu: 4, memoryMb: 16_384, monthFen: 42_000 }),
  x86({
    id: `${ultimate}.2xlarge2`,
    flavorId: 's6.2xlarge.2',
    cpu: 8,
    memoryMb: 16_384,
    monthFen: 59_900,
    status: 'sellout',
  }),
  x86({ id: `${ultimate}.2xlarge4`, flavorId: 's6.2xlarge.4', cpu: 8, memoryMb: 32_768, monthFen: 79_800 }),
  x86({
    id: `${ultimate}.xlarge3`,
    flavorId: 's3.xlarge.3',
    cpu: 4,
    memoryMb: 12_288,
    monthFen: 36_000,
    status: 'abandon',
  }),
  x86({
    id: `${enterprise}.large2`,
    flavorId: 's6.large.2',
    packageType: 'enterprise',
    cpu: 2,
    memoryMb: 4_096,
    monthFen: 12_600,
  }),
  x86({
    id: `${enterprise}.xlarge2`,
    flavorId: 's6.xlarge.2',
    packageType: 'enterprise',
    cpu: 4,
    memoryMb: 8_192,
    monthFen: 24_000,
  }),
  x86({
    id: 'workspace.x86.workstation.2xlarge4',
    flavorId: 'g6.2xlarge.4',
    packageType: 'workstation',
    cpu: 8,
    memoryMb: 32_768,
    isGpu: true,
    monthFen: 210_000,
  }),
  arm({ id: 'workspace.k.large2.uosv20pro', flavorId: 'kc1.large.2', cpu: 2, memoryMb: 4_096, monthFen: 9_800 }),
  arm({ id: 'workspacehost.k.large4', flavorId: 'kc1.large.4', cpu: 2, memoryMb: 8_192, monthFen: 13_900 }),
  arm({ id: 'workspace.k.xlarge.2.linux', flavorId: 'kc1.xlarge.2', cpu: 4, memoryMb: 8_192, monthFen: 18_500 }),
  x86({
    id: 'workspacehost.x86.c6',
    flavorId: 'c6.host',
    packageType: 'dedicated',
    cpu: 72,
    memoryMb: 335_872,
    monthFen: 980_000,
    host: {
      desktopsLeast: 2,
      desktopsMost: 60,
      liteProducts: ['workspacehost.lite.desktop', 'workspacehost.lite.desktop.plus'],
    },
  }),
  x86({
    id: 'workspacehost.lite.desktop',
    flavorId: 'lite.large.2',
    packageType: 'dedicated',
    cpu: 2,
    memoryMb: 4_096,
    monthFen: 3_000,
  }),
  x86({
    id: 'workspacehost.lite.desktop.plus',
    flavorId: 'lite.large.4',
    packageType: 'dedicated',
    cpu: 2,
    memoryMb: 8_192,
    monthFen: 4_500,
  }),
]

export const desktopProductWith = (id: string): DesktopProduct | undefined =>
  desktopProducts.find((product) => product.id === id)

/**
 * What a product can be changed to, whatever is on sale. Yearly/monthly desktops only grow: a larger one of the same
 * package, or at least the same of the next package up (enterprise to ultimate).
 */
export function resizeTargets(from: DesktopProduct, isPrepaid: boolean): DesktopProduct[] {
  if (from.packageType === 'dedicated') return []
  return desktopProducts.filter((to) => {
    if (to.id === from.id || to.architecture !== from.architecture || to.packageType === 'dedicated') return false
    const isSame = to.packageType === from.packageType
    if (!isSame && !(from.packageType === 'enterprise' && to.packageType === 'ultimate')) return false
    if (!isPrepaid) return true
    const isNoSmaller = to.cpu >= from.cpu && to.memoryMb >= from.memoryMb
    const isLarger = isNoSmaller && (to.cpu > from.cpu || to.memoryMb > from.memoryMb)
    return isSame ? isLarger : isNoSmaller
  })
}

/** Spec codes of disks, with fen for a GiB a month. */
export const desktopDisks = {
  SATA: { spec: 'workspace.volume.sata', monthFen: 30 },
  SAS: { spec: 'workspace.volume.sas', monthFen: 35 },
  GPSSD: { spec: 'workspace.volume.gpssd', monthFen: 70 },
  SSD: { spec: 'workspace.volume.ultrahigh', monthFen: 100 },
} as const

/** Products that one zone has run out of, though others sell them. */
export const soldOutInZone = (zone: string): string[] => (zone.endsWith('b') ? [`${ultimate}.2xlarge4`] : [])
