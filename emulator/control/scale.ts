import type { ControlCall } from '../control.ts'
import { bulkCloudServer, bulkDesktop, bulkOrder, bulkPhoneServer } from '../world/bulk-rows.ts'
import { controlBody, controlSchema } from './control-body.ts'

type ScaleBody = { desktops?: number; servers?: number; phone_servers?: number; orders?: number }

const rows = { type: 'integer', minimum: 0, maximum: 1_000_000 }
const scaleBody = controlSchema<ScaleBody>({ desktops: rows, servers: rows, phone_servers: rows, orders: rows })

/** POST /_control/scale: adds so many rows to the demo account in cn-north-4, for tests of paging. Phone servers come without phones. */
export function addRows({ cloud, body }: ControlCall) {
  const { desktops = 0, servers = 0, phone_servers: phoneServers = 0, orders = 0 } = controlBody(scaleBody, body)
  const { world } = cloud
  const at = cloud.clock.now()
  for (let count = 0; count < desktops; count += 1) world.desktops.push(bulkDesktop(world, count, at))
  for (let count = 0; count < servers; count += 1) world.cloudServers.push(bulkCloudServer(world, count, at))
  for (let count = 0; count < phoneServers; count += 1) world.servers.push(bulkPhoneServer(world, count, at))
  for (let count = 0; count < orders; count += 1) world.orders.push(bulkOrder(world, count, at))
  return {
    desktops: world.desktops.length,
    servers: world.cloudServers.length,
    phone_servers: world.servers.length,
    orders: world.orders.length,
  }
}
