import {
  desktopDisks,
  type DesktopProduct,
  desktopProducts,
  desktopProductWith,
  resizeTargets,
  soldOutInZone,
} from '../../catalog/desktop-products.ts'
import { desktopCodes, desktopDiskCodes } from '../../catalog/prices.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import { recordPage } from './record-page.ts'

/**
 * GET /v2/{project_id}/products. With `product_id` not that product, but what it can be changed to. A product that is
 * sold both ways is one row for each, unless `charge_mode` picks one.
 */
export function listProducts(call: Call): Reply {
  const current = queryText(call, 'product_id')
  const modes = [queryText(call, 'charge_mode') ?? ['0', '1']].flat()
  const zone = queryText(call, 'availability_zone')
  const rows = modes
    .map((mode) => mode === '0')
    .flatMap((isPrepaid) => candidates(current, isPrepaid).map((product) => productRow(product, isPrepaid, zone)))
    .filter(filterOf(call))
  const system = queryText(call, 'os_type')
  return ok({
    products: recordPage(call, rows, 100),
    total_count: rows.length,
    ...(system !== undefined && { os_type: system }),
    ...(zone !== undefined && { availability_zone: zone }),
  })
}

/** GET /v2/{project_id}/volume/products: not paged. */
export function listVolumeProducts(call: Call): Reply {
  const wanted = (queryText(call, 'volume_type') ?? '').split(',').filter(Boolean)
  const rows = Object.entries(desktopDisks).filter(([type]) => wanted.length === 0 || wanted.includes(type))
  return ok({ volumes: rows.map(([type, { spec }]) => volumeProductRow(type, spec)) })
}

function candidates(current: string | undefined, isPrepaid: boolean): DesktopProduct[] {
  // Exclusive hosts and what runs on them are sold by the month only.
  const all = isPrepaid ? desktopProducts : desktopProducts.filter((product) => product.packageType !== 'dedicated')
  if (current === undefined) return all
  const product = desktopProductWith(current)
  return product === undefined ? [] : resizeTargets(product, isPrepaid)
}

function filterOf(call: Call): (row: ReturnType<typeof productRow>) => boolean {
  const system = queryText(call, 'os_type')
  const architecture = queryText(call, 'architecture')
  const packageType = queryText(call, 'package_type')
  const status = queryText(call, 'status')
  const runs = (id: string): boolean => desktopProductWith(id)?.systems.some((name) => name === system) ?? false
  return (row) =>
    (system === undefined || runs(row.product_id)) &&
    (architecture === undefined || row.architecture === architecture) &&
    (packageType === undefined || row.package_type === packageType) &&
    (status === undefined || row.status === status)
}

/** A product as the service writes it: numbers are texts, memory is in MB, and there is no price. */
export const productRow = (product: DesktopProduct, isPrepaid: boolean, zone = '') => ({
  product_id: product.id,
  flavor_id: product.flavorId,
  type: 'BASE',
  package_type: product.packageType,
  architecture: product.architecture,
  cpu: String(product.cpu),
  memory: String(product.memoryMb),
  is_gpu: product.isGpu,
  system_disk_type: 'SAS',
  system_disk_size: '80',
  charge_mode: isPrepaid ? '0' : '1',
  contain_data_disk: false,
  resource_type: desktopCodes.resourceType,
  cloud_service_type: desktopCodes.cloudServiceType,
  volume_product_type: 'workspace',
  status: product.status === 'normal' && soldOutInZone(zone).includes(product.id) ? 'sellout' : product.status,
  descriptions: `CPU:${product.cpu}vCPUs,Memory:${product.memoryMb / 1024}GB`,
  ...(product.host !== undefined && {
    default_desktop_num: product.host.desktopsLeast,
    max_apply_desktop_num: product.host.desktopsMost,
    sub_product_list: product.host.liteProducts,
  }),
})

const names: Record<string, { zh: string; en: string }> = {
  SATA: { zh: '普通IO', en: 'Common I/O' },
  SAS: { zh: '高IO', en: 'High I/O' },
  GPSSD: { zh: '通用型SSD', en: 'General Purpose SSD' },
  SSD: { zh: '超高IO', en: 'Ultra-high I/O' },
}

const volumeProductRow = (type: string, spec: string) => ({
  resource_spec_code: spec,
  volume_type: type,
  volume_product_type: 'workspace',
  resource_type: desktopDiskCodes.resourceType,
  cloud_service_type: desktopDiskCodes.cloudServiceType,
  domain_ids: [],
  name: [
    { language: 'zh_cn', value: names[type]?.zh ?? type },
    { language: 'en_us', value: names[type]?.en ?? type },
  ],
  status: 'normal',
})
