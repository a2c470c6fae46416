import { desktopProductWith } from '../../catalog/desktop-products.ts'
import { utc } from '../../clock.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import type { DesktopHost } from '../../world/desktop.ts'
import { notFound } from './find-desktop.ts'
import { litesOn } from './lites.ts'
import { recordPage } from './record-page.ts'

const own = (call: Call): DesktopHost[] =>
  call.cloud.world.desktopHosts.filter((host) => host.projectId === call.project.id)

/** GET /v2/{project_id}/hosts: the total is called `total` here. */
export function listHosts(call: Call): Reply {
  const name = queryText(call, 'name')
  const id = queryText(call, 'host_id')
  const zone = queryText(call, 'availability_zone')
  const state = queryText(call, 'state')
  const rows = own(call).filter(
    (host) =>
      (name === undefined || host.name.includes(name)) &&
      (id === undefined || host.id === id) &&
      (zone === undefined || host.zone === zone) &&
      (state === undefined || state === 'available'),
  )
  return ok({ dedicated_hosts: recordPage(call, rows, 100).map((host) => hostRow(call, host)), total: rows.length })
}

/** GET /v2/{project_id}/hosts/{host_id}/servers */
export function listHostServers(call: Call): Reply {
  const host = own(call).find((row) => row.id === call.params['host_id'])
  if (host === undefined) throw notFound('host')
  return ok({
    servers: litesOn(call.cloud, host.id).map((desktop) => {
      const product = desktopProductWith(desktop.productId)
      return {
        desktop_id: desktop.id,
        computer_name: desktop.name,
        desktop_product_id: desktop.productId,
        status: desktop.status,
        task_state: desktop.task,
        type: 'wdh-desktop',
        vcpu: product?.cpu ?? 0,
        memory: product?.memoryMb ?? 0,
        process: desktop.process,
        ip_addresses: [desktop.ip],
        image_id: desktop.imageId,
        image_name: desktop.imageName,
        created: utc(desktop.createdAt),
        updated: utc(desktop.createdAt),
      }
    }),
  })
}

function hostRow(call: Call, host: DesktopHost) {
  const product = desktopProductWith(host.productId)
  const lites = litesOn(call.cloud, host.id)
  const lite = desktopProductWith(host.liteProductId)
  const vcpus = product?.cpu ?? 0
  const memory = product?.memoryMb ?? 0
  return {
    dedicated_host_id: host.id,
    name: host.name,
    state: 'available',
    auto_placement: 'on',
    availability_zone: host.zone,
    product_id: host.productId,
    order_id: host.orderId,
    resource_type: 'workspacehost',
    available_vcpus: Math.max(0, vcpus - lites.length),
    available_memory: Math.max(0, memory - lites.length * (lite?.memoryMb ?? 0)),
    instance_total: lites.length,
    instance_uuids: lites.map((desktop) => desktop.id),
    allocated_at: utc(host.createdAt),
    enterprise_project_id: host.enterpriseProjectId,
    host_properties: { vcpus, cores: 36, sockets: 2, memory, host_type: 'general', host_type_name: host.productId },
  }
}
