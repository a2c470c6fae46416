import { desktopDisks, desktopProductWith } from './desktop-products.ts'
import { serverFlavorWith } from './server-flavors.ts'
import { serverModelNamed } from './server-models.ts'
import { phoneModelNamed } from './phone-models.ts'

/** What a price is asked for. Codes of phone servers are ours: no source gives the vendor's. */
export type Product = {
  cloudServiceType: string
  resourceType: string
  resourceSpec: string
  size?: number | undefined
}

export const phoneServerCodes = {
  cloudServiceType: 'hws.service.type.cph',
  resourceType: 'hws.resource.type.cph.server',
} as const
export const diskCodes = { cloudServiceType: 'hws.service.type.ebs', resourceType: 'hws.resource.type.volume' } as const
export const desktopCodes = {
  cloudServiceType: 'hws.service.type.vdi',
  resourceType: 'hws.resource.type.workspace.desktop',
} as const
export const desktopDiskCodes = {
  cloudServiceType: 'hws.service.type.vdi',
  resourceType: 'hws.resource.type.workspace.volume',
} as const
export const cloudServerCodes = {
  cloudServiceType: 'hws.service.type.ec2',
  resourceType: 'hws.resource.type.vm',
} as const
const networkService = 'hws.service.type.vpc'

/** The resource_spec of an ECS server: `<flavor>.linux` or `<flavor>.win`. */
export const cloudServerSpec = (flavorId: string, os: 'Windows' | 'Linux'): string =>
  `${flavorId}.${os === 'Windows' ? 'win' : 'linux'}`

/** The resource_spec of a phone server: `<server model>.<phone model>`. */
export const phoneServerSpec = (serverModel: string, phoneModel: string): string => `${serverModel}.${phoneModel}`

/** Fen a month. The first four are old list prices; everything else is synthetic. */
const serverMonthFen: Record<string, number> = {
  'physical.rx1.xlarge': 595_000,
  'physical.kg1.4xlarge.cp': 1_070_000,
  'physical.rx1.xlarge.cg': 660_000,
  'physical.kg1.4xlarge.cg': 1_150_000,
  'physical.rx1.xlarge.special': 645_000,
  'physical.rx1.large.special': 520_000,
  'physical.kg1.4xlarge.special': 1_290_000,
  'physical.kg1.4xlarge.a.cp': 1_120_000,
  'physical.kg1m.4xlarge.cg': 1_230_000,
  'physical.rx2.32xlarge.4': 990_000,
  'physical.rx3.32xlarge.4': 1_180_000,
}
const phoneSurchargeFen: Record<string, number> = {
  'rs2.plus': 60_000,
  'rs2.max': 125_050,
  'rx1.cp.sp.c105.d8.e5v5': 15_000,
  'kg1.cp.c150.d10GPSSD.e2v2.br150': 40_000,
}
const unitMonthFen: Record<string, number> = {
  'hws.resource.type.volume GPSSD': 70,
  'hws.resource.type.volume SSD': 100,
  'hws.resource.type.volume SAS': 35,
  'hws.resource.type.volume SATA': 30,
  'hws.resource.type.bandwidth 19_bgp': 2_300,
  'hws.resource.type.bandwidth 19_sbgp': 1_900,
  'hws.resource.type.bandwidth 19_share': 2_300,
}
const flatMonthFen: Record<string, number> = { '5_bgp': 1_440, '5_sbgp': 1_200, '5_telcom': 1_200, '5_union': 1_200 }

/** Hours of a month at full price: an hour by use costs half as much again as one of a month. */
const hoursPerMonthPrice = 480

/** Years are sold at ten months. */
const monthsPerYearPrice = 10

/**
 * Fen for one unit over a term, or undefined for an unknown product. Quotes and orders both ask here, so a quote
 * equals the order that follows unless the price factor was moved between them.
 */
export function priceFen(
  product: Product,
  term: { periodType: 2 | 3; periodNum: number },
  factor: number,
): number | undefined {
  const month = monthFen(product)
  if (month === undefined) return undefined
  return Math.round(month * factor) * term.periodNum * (term.periodType === 3 ? monthsPerYearPrice : 1)
}

/** Fen for a month at list price; undefined for an unknown product. */
export function monthFen({ cloudServiceType, resourceType, resourceSpec, size }: Product): number | undefined {
  if (cloudServiceType === phoneServerCodes.cloudServiceType && resourceType === phoneServerCodes.resourceType)
    return phoneServerMonthFen(resourceSpec)
  if (cloudServiceType === desktopCodes.cloudServiceType) return desktopMonthFen(resourceType, resourceSpec, size)
  if (cloudServiceType === cloudServerCodes.cloudServiceType)
    return resourceType === cloudServerCodes.resourceType ? cloudServerMonthFen(resourceSpec) : undefined
  if (cloudServiceType === networkService && resourceType === 'hws.resource.type.ip') return flatMonthFen[resourceSpec]
  if (cloudServiceType !== networkService && cloudServiceType !== diskCodes.cloudServiceType) return undefined
  const unit = unitMonthFen[`${resourceType} ${resourceSpec}`]
  return unit === undefined || size === undefined ? undefined : unit * size
}

function desktopMonthFen(resourceType: string, spec: string, size: number | undefined): number | undefined {
  if (resourceType === desktopCodes.resourceType) return desktopProductWith(spec)?.monthFen
  if (resourceType !== desktopDiskCodes.resourceType || size === undefined) return undefined
  const disk = Object.values(desktopDisks).find((row) => row.spec === spec)
  return disk === undefined ? undefined : disk.monthFen * size
}

function cloudServerMonthFen(spec: string): number | undefined {
  const [, flavorId = '', os] = /^(.+)[.](linux|win)$/.exec(spec) ?? []
  const flavor = serverFlavorWith(flavorId)
  return os === 'win' ? flavor?.windowsMonthFen : flavor?.monthFen
}

function phoneServerMonthFen(spec: string): number | undefined {
  for (const [serverModel, fen] of Object.entries(serverMonthFen)) {
    const phoneModel = spec.startsWith(`${serverModel}.`) ? spec.slice(serverModel.length + 1) : ''
    if (phoneModelNamed(phoneModel)?.serverModel !== serverModelNamed(serverModel)?.name) continue
    return fen + (phoneSurchargeFen[phoneModel] ?? 0)
  }
  return undefined
}

/** Fen for hours of use, not rounded; undefined for an unknown product. */
export function hoursFen(product: Product, hours: number, factor: number): number | undefined {
  const month = monthFen(product)
  return month === undefined ? undefined : (month * factor * hours) / hoursPerMonthPrice
}

/** Fen as the decimal number the cloud writes. */
export const yuan = (fen: number): number => fen / 100
