import { desktopProductWith, soldOutInZone } from '../../catalog/desktop-products.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import { uuidOf } from '../../ids.ts'
import { desktopsOf } from './find-desktop.ts'
import { recordPage } from './record-page.ts'

/** Whether the account uses the service at all: the account without agencies does not. */
export const isSubscribed = ({ cloud, caller }: Pick<Call, 'cloud' | 'caller'>): boolean =>
  cloud.world.agencies.some((agency) => agency.domainId === caller.domainId)

/** GET /v2/{project_id}/workspaces */
export const showWorkspace = (call: Call): Reply =>
  ok({
    id: uuidOf('workspace', call.project.id),
    status: isSubscribed(call) ? 'SUBSCRIBED' : 'CLOSED',
    access_mode: 'INTERNET',
    ad_domains: { domain_type: 'LITE_AS' },
  })

/** GET /v2/{project_id}/quotas */
export function listQuotas(call: Call): Reply {
  const desktops = desktopsOf(call)
  const products = desktops.map((desktop) => desktopProductWith(desktop.productId))
  const volumes = desktops.flatMap((desktop) => [desktop.root, ...desktop.data])
  const row = (type: string, quota: number, used: number, unit: string) => ({
    type,
    quota: Math.max(quota, used),
    used,
    unit,
  })
  const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)
  const resources = [
    row('general_instances', 200, products.filter((product) => product?.isGpu === false).length, ''),
    row('gpu_instances', 5, products.filter((product) => product?.isGpu).length, ''),
    row('Memory', 1_600, sum(products.map((product) => (product?.memoryMb ?? 0) / 1024)), 'GB'),
    row('cores', 800, sum(products.map((product) => product?.cpu ?? 0)), ''),
    row('volumes', 600, volumes.length, ''),
    row('volume_gigabytes', 60_000, sum(volumes.map((volume) => volume.size)), 'GB'),
    row('deh', 4, call.cloud.world.desktopHosts.filter((host) => host.projectId === call.project.id).length, ''),
    row('users', 500, desktops.filter((desktop) => desktop.userName !== '').length, ''),
  ]
  return ok({ quotas: { resources }, site_quotas: [] })
}

/** GET /v2/{project_id}/availability-zones */
export function listAvailabilityZones(call: Call): Reply {
  const zones = call.cloud.world.zones.filter((zone) => zone.region === call.project.name)
  return ok({
    availability_zones: zones.map((zone, position) => ({
      availability_zone: zone.name,
      display_name: `AZ${position + 1}`,
      i18n: { zh_cn: `可用区${position + 1}`, en_us: `AZ${position + 1}` },
      sold_out: { products: soldOutInZone(zone.name) },
      product_ids: [],
      visible: zone.isAvailable,
      default_availability_zone: position === 0,
    })),
    total_count: zones.length,
  })
}

/** GET /v2/{project_id}/desktop-pools */
export function listDesktopPools(call: Call): Reply {
  const { world } = call.cloud
  const name = queryText(call, 'name')
  const rows = world.desktopPools.filter(
    (pool) => pool.projectId === call.project.id && (name === undefined || pool.name.includes(name)),
  )
  return ok({
    desktop_pools: recordPage(call, rows, 1000).map((pool) => {
      const members = world.desktops.filter((desktop) => desktop.poolId === pool.id)
      const [first] = members
      return {
        id: pool.id,
        name: pool.name,
        type: pool.type,
        charging_mode: pool.isPrepaid ? '0' : '1',
        desktop_count: members.length,
        desktop_used: members.filter((desktop) => desktop.userName !== '').length,
        status: 'STEADY',
        product: { product_id: pool.productId },
        created_time: new Date(pool.createdAt).toISOString(),
        ...(first !== undefined && {
          availability_zone: first.zone,
          root_volume: { id: first.root.poolDiskId, type: first.root.type, size: first.root.size },
          data_volumes: first.data.map((disk) => ({ id: disk.poolDiskId, type: disk.type, size: disk.size })),
        }),
      }
    }),
    total_count: rows.length,
  })
}
