import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Id, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/** How a desktop or a product is paid; `unknown` where the cloud uses a code that is not documented. */
export type DesktopBilling = 'prepaid' | 'pay_per_use' | 'unknown'

/** `charge_mode` of products and desktops: "0" is yearly/monthly. ECS has it the other way round. */
export function desktopBillingOf(chargeMode: z.output<typeof Text>): DesktopBilling {
  const code = textOf(chargeMode)
  return code === '0' ? 'prepaid' : code === '1' ? 'pay_per_use' : 'unknown'
}

/** What a desktop, or an exclusive host, can be. There is no price in it. */
export type DesktopProduct = {
  readonly id: string
  readonly flavorId: string | undefined
  /** `ultimate`, `enterprise`, `general`, `workstation`, `dedicated` … */
  readonly packageType: string | undefined
  readonly architecture: string | undefined
  readonly cpuCores: number | undefined
  readonly memoryMib: number | undefined
  readonly isGpu: boolean
  readonly gpu: string | undefined
  readonly systemDiskKind: string | undefined
  readonly systemDiskGib: number | undefined
  readonly billing: DesktopBilling
  /** `normal`, `sellout`, `abandon`; normal where the cloud leaves it out. A zone may have run out all the same. */
  readonly status: string
  readonly description: string | undefined
  /** Codes under which billing knows it. */
  readonly resourceType: string | undefined
  readonly serviceType: string | undefined
  /** Exclusive hosts only: how many desktops they hold at first and at most, and of which products. */
  readonly hostDesktopsDefault: number | undefined
  readonly hostDesktopsMax: number | undefined
  readonly subProductIds: readonly string[]
}

export const DesktopProductRow = z.looseObject({
  product_id: Id,
  flavor_id: Text,
  package_type: Text,
  architecture: Text,
  cpu: Numeric,
  memory: Numeric,
  is_gpu: Flag,
  gpu_desc: Text,
  system_disk_type: Text,
  system_disk_size: Numeric,
  charge_mode: Text,
  status: Text,
  descriptions: Text,
  resource_type: Text,
  cloud_service_type: Text,
  default_desktop_num: Numeric,
  max_apply_desktop_num: Numeric,
  sub_product_list: z.array(z.union([z.string(), z.looseObject({ product_id: Id })])).nullish(),
})

export function desktopProductOf(row: z.output<typeof DesktopProductRow>): DesktopProduct {
  return {
    id: String(row.product_id),
    flavorId: textOf(row.flavor_id),
    packageType: textOf(row.package_type),
    architecture: textOf(row.architecture),
    cpuCores: numberOf(row.cpu),
    memoryMib: numberOf(row.memory),
    isGpu: flagOf(row.is_gpu),
    gpu: textOf(row.gpu_desc),
    systemDiskKind: textOf(row.system_disk_type),
    systemDiskGib: numberOf(row.system_disk_size),
    billing: desktopBillingOf(row.charge_mode),
    status: textOf(row.status) ?? 'normal',
    description: textOf(row.descriptions),
    resourceType: textOf(row.resource_type),
    serviceType: textOf(row.cloud_service_type),
    hostDesktopsDefault: numberOf(row.default_desktop_num),
    hostDesktopsMax: numberOf(row.max_apply_desktop_num),
    subProductIds: (row.sub_product_list ?? []).map((sub) => (typeof sub === 'string' ? sub : String(sub.product_id))),
  }
}

export type ProductFilter = {
  /** Not a look-up: asks for the products that this one can be changed to. */
  readonly resizeFrom?: string
  readonly availabilityZone?: string
  readonly osType?: 'Windows' | 'Linux'
  readonly architecture?: 'arm' | 'x86'
  readonly packageType?: string
  readonly billing?: 'prepaid' | 'pay_per_use'
}

const LIMIT = 100
/** The vendor's sample shows an object where the model says a list. */
const Products = z.looseObject({
  products: z.union([z.array(DesktopProductRow), DesktopProductRow]),
  total_count: Numeric,
})

/** One page of products; `offset` counts records from 0 to 5000, `limit` 1–100. */
export async function listProducts(
  cloud: Cloud,
  filter: ProductFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ products: DesktopProduct[]; total: number | undefined }> {
  const query = {
    product_id: filter.resizeFrom,
    availability_zone: filter.availabilityZone,
    os_type: filter.osType,
    architecture: filter.architecture,
    package_type: filter.packageType,
    charge_mode: filter.billing === undefined ? undefined : filter.billing === 'prepaid' ? '0' : '1',
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
  }
  const path = `/v2/${cloud.projectId}/products`
  const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listProducts' } as const
  const answer = await ask(cloud, call, Products, options)
  return { products: [answer.products].flat().map(desktopProductOf), total: numberOf(answer.total_count) }
}

/** All products that match, over all pages. One that is sold both ways comes once for each. */
export const allProducts = (
  cloud: Cloud,
  filter: ProductFilter = {},
  options?: AskOptions,
): Promise<DesktopProduct[]> =>
  allByOffset(
    'workspace',
    LIMIT,
    (product) => `${product.billing}/${product.id}`,
    async (offset, limit) => {
      const { products, total } = await listProducts(cloud, { ...filter, offset, limit }, options)
      return { rows: products, total }
    },
  )

/** A kind of disk for desktops (`SATA`, `SAS`, `SSD`, `GPSSD` …). */
export type VolumeProduct = {
  readonly kind: string
  readonly specCode: string | undefined
  readonly isSoldOut: boolean
  readonly resourceType: string | undefined
  readonly serviceType: string | undefined
  /** By language (`zh_cn`, `en_us`). */
  readonly names: Readonly<Record<string, string>>
}

const VolumeProducts = z.looseObject({
  volumes: z.array(
    z.looseObject({
      volume_type: z.string(),
      resource_spec_code: Text,
      resource_type: Text,
      cloud_service_type: Text,
      status: Text,
      name: z.array(z.looseObject({ language: z.string(), value: z.string() })).nullish(),
    }),
  ),
})

/** The kinds of disks on offer. The API has no pages. */
export async function listVolumeProducts(
  cloud: Cloud,
  filter: { readonly availabilityZone?: string; readonly kinds?: readonly string[] } = {},
  options?: AskOptions,
): Promise<VolumeProduct[]> {
  const path = `/v2/${cloud.projectId}/volume/products`
  const query = { availability_zone: filter.availabilityZone, volume_type: filter.kinds?.join(',') }
  const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listVolumeProducts' } as const
  const { volumes } = await ask(cloud, call, VolumeProducts, options)
  return volumes.map((row) => ({
    kind: row.volume_type,
    specCode: textOf(row.resource_spec_code),
    isSoldOut: textOf(row.status) === 'sellout',
    resourceType: textOf(row.resource_type),
    serviceType: textOf(row.cloud_service_type),
    names: Object.fromEntries((row.name ?? []).map(({ language, value }) => [language, value])),
  }))
}
