import { z } from 'zod'

import { Flag, flagOf, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import {
  type DesktopBilling,
  desktopBillingOf,
  type DesktopProduct,
  desktopProductOf,
  DesktopProductRow,
} from './workspace-products.ts'

export type DesktopVolume = {
  /** The disk as EVS knows it: this one goes into changes, never `recordId`. */
  readonly volumeId: string | undefined
  readonly recordId: string | undefined
  readonly name: string | undefined
  readonly sizeGib: number | undefined
  /** `SAS`, `SSD`, `GPSSD` … */
  readonly kind: string | undefined
  readonly device: string | undefined
  readonly specCode: string | undefined
  /** What a price inquiry for a larger disk asks for. */
  readonly poolDiskId: string | undefined
}

/** A desktop with its product and disks. The date of its expiry is not in it but in billing. */
export type Desktop = {
  readonly id: string
  readonly name: string
  /** `ACTIVE` running, `SHUTOFF` stopped, `HIBERNATED`, `ERROR`; empty while it is being deleted. */
  readonly status: string
  /** What the cloud is doing with it (`resize_prep`, `powering-off` …); undefined when nothing. */
  readonly task: string | undefined
  /** Of the running task, 0–100. */
  readonly progress: number | undefined
  /** Read off the product. */
  readonly billing: DesktopBilling
  /** False when the order says otherwise than the product: prepaid without an order, or pay-per-use with one. */
  readonly isBillingConfirmed: boolean
  readonly orderId: string | undefined
  /** What billing calls it, where that is not its own id. */
  readonly billingId: string | undefined
  /** Present for desktops paid by a package of hours, whose product cannot be changed. The unit is not documented. */
  readonly hourPackage: HourPackage | undefined
  readonly productId: string | undefined
  readonly product: DesktopProduct | undefined
  readonly rootVolume: DesktopVolume | undefined
  /** By device; the cloud sends them in any order. */
  readonly dataVolumes: readonly DesktopVolume[]
  /** `DEDICATED`, `POOLED`, `SHARED`. */
  readonly kind: string | undefined
  /** The list with details may leave the pool's id out: `isPooled` looks at the kind too. */
  readonly isPooled: boolean
  readonly poolId: string | undefined
  readonly users: readonly string[]
  readonly attachState: string | undefined
  readonly loginStatus: string | undefined
  /** `Windows`, `Linux`, `Others`. */
  readonly osType: string | undefined
  readonly imageName: string | undefined
  readonly availabilityZone: string | undefined
  readonly subnetId: string | undefined
  readonly addresses: readonly string[]
  readonly isFrozen: boolean
  readonly isInMaintenance: boolean
  readonly enterpriseProjectId: string | undefined
  readonly createdAt: Date | undefined
}

export type HourPackage = {
  readonly useUpPolicy: string | undefined
  readonly duration: number | undefined
  readonly used: number | undefined
}

const Volume = z.looseObject({
  id: Text,
  volume_id: Text,
  display_name: Text,
  size: Numeric,
  type: Text,
  device: Text,
  resource_spec_code: Text,
  desktop_pool_disk_id: Text,
})
const Address = z.looseObject({ addr: Text })

export const DesktopRow = z.looseObject({
  desktop_id: Id,
  computer_name: Text,
  status: Text,
  task_status: Text,
  process: Numeric,
  order_id: Text,
  bill_resource_id: Text,
  hour_package_info: z.looseObject({ use_up_policy: Text, package_duration: Numeric, use_duration: Numeric }).nullish(),
  product_id: Text,
  product: DesktopProductRow.nullish(),
  root_volume: Volume.nullish(),
  data_volumes: z.array(Volume).nullish(),
  desktop_type: Text,
  pool_id: Text,
  user_name: Text,
  attach_user_infos: z.array(z.looseObject({ user_name: Text })).nullish(),
  attach_state: Text,
  login_status: Text,
  metadata: z.looseObject({ os_type: Text, image_name: Text }).nullish(),
  availability_zone: Text,
  subnet_id: Text,
  ip_address: Text,
  ip_addresses: z.array(Text).nullish(),
  /** The model says lists by network; the vendor's sample shows one flat list. */
  addresses: z.union([z.array(Address), z.record(z.string(), z.array(Address))]).nullish(),
  is_freeze: Flag,
  in_maintenance_mode: Flag,
  enterprise_project_id: Text,
  created: z.string().nullish(),
})
type DesktopRow = z.output<typeof DesktopRow>

export function desktopOf(row: DesktopRow): Desktop {
  const product = row.product === null || row.product === undefined ? undefined : desktopProductOf(row.product)
  const kind = textOf(row.desktop_type)
  const poolId = textOf(row.pool_id)
  return {
    id: String(row.desktop_id),
    name: textOf(row.computer_name) ?? '',
    status: (textOf(row.status) ?? '').toUpperCase(),
    task: textOf(row.task_status),
    progress: numberOf(row.process),
    ...billingOf(row),
    billingId: textOf(row.bill_resource_id),
    hourPackage: hourPackageOf(row.hour_package_info),
    productId: textOf(row.product_id) ?? product?.id,
    product,
    rootVolume: row.root_volume === null || row.root_volume === undefined ? undefined : volumeOf(row.root_volume),
    dataVolumes: (row.data_volumes ?? []).map(volumeOf).toSorted(byDevice),
    kind,
    isPooled: kind === 'POOLED' || poolId !== undefined,
    poolId,
    users: distinct([row.user_name, ...(row.attach_user_infos ?? []).map((user) => user.user_name)]),
    attachState: textOf(row.attach_state),
    loginStatus: textOf(row.login_status),
    osType: textOf(row.metadata?.os_type),
    imageName: textOf(row.metadata?.image_name),
    availabilityZone: textOf(row.availability_zone),
    subnetId: textOf(row.subnet_id),
    addresses: addressesOf(row),
    isFrozen: flagOf(row.is_freeze),
    isInMaintenance: flagOf(row.in_maintenance_mode),
    enterpriseProjectId: textOf(row.enterprise_project_id),
    createdAt: instantOf(row.created),
  }
}

/** `metadata.charging_mode` is not looked at: the vendor's own samples contradict it. */
function billingOf({ product, order_id }: DesktopRow): Pick<Desktop, 'billing' | 'isBillingConfirmed' | 'orderId'> {
  const billing = desktopBillingOf(product?.charge_mode)
  const orderId = textOf(order_id)
  const hasOrder = orderId !== undefined
  return { billing, isBillingConfirmed: billing !== 'unknown' && hasOrder === (billing === 'prepaid'), orderId }
}

function hourPackageOf(row: DesktopRow['hour_package_info']): HourPackage | undefined {
  if (row === null || row === undefined || Object.keys(row).length === 0) return undefined
  return {
    useUpPolicy: textOf(row.use_up_policy),
    duration: numberOf(row.package_duration),
    used: numberOf(row.use_duration),
  }
}

const volumeOf = (row: z.output<typeof Volume>): DesktopVolume => ({
  volumeId: textOf(row.volume_id),
  recordId: textOf(row.id),
  name: textOf(row.display_name),
  sizeGib: numberOf(row.size),
  kind: textOf(row.type),
  device: textOf(row.device),
  specCode: textOf(row.resource_spec_code),
  poolDiskId: textOf(row.desktop_pool_disk_id),
})

const byDevice = (a: DesktopVolume, b: DesktopVolume): number => {
  const [one, other] = [a.device ?? '', b.device ?? '']
  return one < other ? -1 : one > other ? 1 : 0
}

const addressesOf = ({ ip_address, ip_addresses, addresses }: DesktopRow): string[] =>
  distinct([
    ip_address,
    ...(ip_addresses ?? []),
    ...(Array.isArray(addresses) ? addresses : Object.values(addresses ?? {}).flat()).map(({ addr }) => addr),
  ])

const distinct = (values: readonly z.output<typeof Text>[]): string[] => [
  ...new Set(values.map(textOf).filter((value) => value !== undefined)),
]
