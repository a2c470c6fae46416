import type { ControlCall } from '../control.ts'
import { bulkCloudServer, bulkDesktop, bulkOrder, bulkPhoneServer } from '../world/bulk-rows.ts'
import { orderCloudServer } from '../world/seed-cloud-servers.ts'
import { orderDesktop } from '../world/seed-desktops.ts'
import { controlBody, controlSchema } from './control-body.ts'

type ScaleBody = { desktops?: number; servers?: number; phone_servers?: number; orders?: number; ordered?: boolean }

const rows = { type: 'integer', minimum: 0, maximum: 1_000_000 }
const scaleBody = controlSchema<ScaleBody>({
  desktops: rows,
  servers: rows,
  phone_servers: rows,
  orders: rows,
  ordered: { type: 'boolean' },
})

/** Bulk rows were bought for one to nine months. */
const monthsOf = (count: number): number => 1 + (count % 9)

/**
 * POST /_control/scale: adds so many rows to the demo account in cn-north-4, for tests of paging. Phone servers come
 * without phones. With `ordered`, what is yearly/monthly comes with the order that it was bought with, so that a change of it
 * has a price.
 */
export function addRows({ cloud, body }: ControlCall) {
  const {
    desktops = 0,
    servers = 0,
    phone_servers: phoneServers = 0,
    orders = 0,
    ordered = false,
  } = controlBody(scaleBody, body)
  const { world } = cloud
  const at = cloud.clock.now()
  for (let count = 0; count < desktops; count += 1) {
    const desktop = bulkDesktop(world, count, at)
    world.desktops.push(desktop)
    if (ordered && desktop.isPrepaid) orderDesktop(cloud, desktop, monthsOf(count))
  }
  for (let count = 0; count < servers; count += 1) {
    const server = bulkCloudServer(world, count, at)
    world.cloudServers.push(server)
    if (ordered && server.billing === 'period') orderCloudServer(cloud, server, monthsOf(count))
  }
  for (let count = 0; count < phoneServers; count += 1) world.servers.push(bulkPhoneServer(world, count, at))
  for (let count = 0; count < orders; count += 1) world.orders.push(bulkOrder(world, count, at))
  return {
    desktops: world.desktops.length,
    servers: world.cloudServers.length,
    phone_servers: world.servers.length,
    orders: world.orders.length,
  }
}
