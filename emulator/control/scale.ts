import type { ControlCall } from '../control.ts'
import { bulkDesktopJob, bulkPhoneJob, bulkServerJob } from '../world/bulk-jobs.ts'
import { bulkCloudServer, bulkDesktop, bulkOrder, bulkPhoneServer, bulkSubscription } from '../world/bulk-rows.ts'
import { orderCloudServer } from '../world/seed-cloud-servers.ts'
import { orderDesktop } from '../world/seed-desktops.ts'
import { controlBody, controlSchema } from './control-body.ts'

type Part = 'desktops' | 'servers' | 'phone_servers' | 'orders' | 'phone_jobs' | 'desktop_jobs' | 'server_jobs'
type ScaleBody = Partial<Record<Part, number>> & { ordered?: boolean }

const rows = { type: 'integer', minimum: 0, maximum: 1_000_000 }
const scaleBody = controlSchema<ScaleBody>({
  desktops: rows,
  servers: rows,
  phone_servers: rows,
  orders: rows,
  phone_jobs: rows,
  desktop_jobs: rows,
  server_jobs: rows,
  ordered: { type: 'boolean' },
})

/** Bulk rows were bought for one to nine months. */
const monthsOf = (count: number): number => 1 + (count % 9)

/**
 * POST /_control/scale: adds so many rows to the demo account in cn-north-4, for tests of paging. Phone servers come
 * without phones; jobs run until somebody fails them, and those that can only be asked for by an id are named in the
 * answer. With `ordered`, what is yearly/monthly comes with the order that it was bought with, so that a change of it has
 * a price.
 */
export function addRows({ cloud, body }: ControlCall) {
  const wanted = controlBody(scaleBody, body)
  const { world } = cloud
  const at = cloud.clock.now()
  const each = (part: Part, add: (count: number) => void) => {
    for (let count = 0; count < (wanted[part] ?? 0); count += 1) add(count)
  }
  each('desktops', (count) => {
    const desktop = bulkDesktop(world, count, at)
    world.desktops.push(desktop)
    if (wanted.ordered === true && desktop.isPrepaid) orderDesktop(cloud, desktop, monthsOf(count))
  })
  each('servers', (count) => {
    const server = bulkCloudServer(world, count, at)
    world.cloudServers.push(server)
    if (wanted.ordered === true && server.billing === 'period') orderCloudServer(cloud, server, monthsOf(count))
  })
  each('phone_servers', (count) => world.servers.push(bulkPhoneServer(world, count, at)))
  each('orders', (count) => {
    const order = bulkOrder(world, count, at)
    world.orders.push(order)
    world.subscriptions.push(bulkSubscription(order, count))
  })
  const phoneJobs: { job_id: string; request_id: string }[] = []
  each('phone_jobs', (count) => {
    const job = bulkPhoneJob(world, count, at)
    world.jobs.push(job)
    phoneJobs.push({ job_id: job.id, request_id: job.requestId })
  })
  each('desktop_jobs', (count) => world.desktopJobs.push(bulkDesktopJob(world, count, at)))
  const serverJobs: { job_id: string; server_id: string }[] = []
  each('server_jobs', (count) => {
    const job = bulkServerJob(world, count, at)
    world.serverJobs.push(job)
    serverJobs.push({ job_id: job.id, server_id: job.parts[0]?.serverId ?? '' })
  })
  return {
    desktops: world.desktops.length,
    servers: world.cloudServers.length,
    phone_servers: world.servers.length,
    orders: world.orders.length,
    ...(phoneJobs.length > 0 && { phone_jobs: phoneJobs }),
    ...(serverJobs.length > 0 && { server_jobs: serverJobs }),
  }
}
