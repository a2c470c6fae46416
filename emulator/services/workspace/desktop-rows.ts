import { desktopDisks, desktopProductWith } from '../../catalog/desktop-products.ts'
import { blankUtc } from '../../clock.ts'
import { hexOf } from '../../ids.ts'
import type { Desktop, DesktopVolume } from '../../world/desktop.ts'
import { productRow } from './products.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** A desktop as the plain list writes it: neither product nor disks. */
export const slimRow = (desktop: Desktop) => ({
  desktop_id: desktop.id,
  computer_name: desktop.name,
  user_name: desktop.userName,
  user_group: 'users',
  ip_address: desktop.ip,
  ip_addresses: [desktop.ip],
  ipv4: desktop.ip,
  status: desktop.status,
  task_status: desktop.task,
  login_status: desktop.loginStatus,
  connect_status: desktop.loginStatus,
  desktop_type: desktop.type,
  desktop_detail_type: desktop.type,
  ...(desktop.poolId !== undefined && { pool_id: desktop.poolId }),
  in_maintenance_mode: false,
  is_freeze: desktop.isFrozen,
  enterprise_project_id: desktop.enterpriseProjectId,
  created: blankUtc(desktop.createdAt),
})

/** A desktop with product, disks and billing. The date of expiry is in no desktop read. */
export function detailRow(desktop: Desktop) {
  const product = desktopProductWith(desktop.productId)
  return {
    ...slimRow(desktop),
    os_host_name: desktop.name,
    process: desktop.process,
    attach_state: desktop.userName === '' ? 'UNATTACH' : 'ATTACHED',
    attach_user_infos:
      desktop.userName === '' ? [] : [{ user_name: desktop.userName, user_group: 'users', type: 'USER' }],
    isolated: false,
    product_id: desktop.productId,
    ...(product !== undefined && { product: productRow(product, desktop.isPrepaid), flavor: { id: product.flavorId } }),
    ...(desktop.orderId !== undefined && { order_id: desktop.orderId }),
    bill_resource_id: desktop.id,
    root_resource_id: desktop.id,
    ...(desktop.hourPackage !== undefined && {
      hour_package_info: {
        use_up_policy: desktop.hourPackage.policy,
        package_duration: desktop.hourPackage.duration,
        use_duration: desktop.hourPackage.used,
      },
    }),
    root_volume: volumeRow(desktop.root),
    data_volumes: desktop.data.map(volumeRow),
    availability_zone: desktop.zone,
    site_type: 'CENTER',
    site_name: 'center',
    subnet_id: desktop.subnetId,
    addresses: {
      [desktop.subnetId]: [
        { addr: desktop.ip, version: 4, 'OS-EXT-IPS-MAC:mac_addr': macOf(desktop.id), 'OS-EXT-IPS:type': 'fixed' },
      ],
    },
    metadata: {
      os_type: desktop.os,
      os_bit: '64',
      image_name: desktop.imageName,
      'metering.image_id': desktop.imageId,
      'metering.resourcespeccode': `${product?.flavorId ?? ''}.${desktop.os === 'Windows' ? 'win' : 'linux'}`,
    },
    created: iso(desktop.createdAt),
    tags: desktop.tags,
    os_version: desktop.imageName,
  }
}

const volumeRow = (volume: DesktopVolume) => ({
  type: volume.type,
  size: volume.size,
  device: volume.device,
  id: volume.id,
  volume_id: volume.volumeId,
  bill_resource_id: volume.volumeId,
  create_time: iso(volume.createdAt),
  display_name: volume.name,
  resource_spec_code: desktopDisks[volume.type].spec,
  ...(volume.poolDiskId !== undefined && { desktop_pool_disk_id: volume.poolDiskId }),
})

const macOf = (id: string): string =>
  `fa:16:3e:${hexOf('mac', id)
    .slice(0, 6)
    .replaceAll(/(..)(?!$)/g, '$1:')}`
