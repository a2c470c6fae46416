import { runDue } from '../agenda.ts'
import { desktopProductWith } from '../catalog/desktop-products.ts'
import { phoneModelNamed } from '../catalog/phone-models.ts'
import { serverFlavorWith } from '../catalog/server-flavors.ts'
import type { ControlCall } from '../control.ts'
import { CloudError } from '../gateway/cloud-error.ts'
import { failChangeJob } from '../services/cph/change-server.ts'
import { failPart as failServerPart } from '../services/ecs/run-job.ts'
import { failPart as failDesktopPart } from '../services/workspace/run-job.ts'
import type { CloudServer } from '../world/cloud-server.ts'
import type { Desktop } from '../world/desktop.ts'
import type { PhoneServer } from '../world/phone-server.ts'
import { controlBody, controlSchema } from './control-body.ts'

const text = { type: 'string', minLength: 1 }
const flag = { type: 'boolean' }

type DesktopBody = { product_id?: string; status?: Desktop['status']; task_status?: string; frozen?: boolean }
const desktopBody = controlSchema<DesktopBody>({
  product_id: text,
  status: { enum: ['ACTIVE', 'SHUTOFF', 'ERROR', 'HIBERNATED', ''] },
  task_status: { type: 'string' },
  frozen: flag,
})

/** POST /_control/desktops/{desktop_id}: someone changes it in the vendor's own console. */
export function changeDesktop({ cloud, params, body }: ControlCall) {
  const wanted = controlBody(desktopBody, body)
  runDue(cloud)
  const desktop = found(cloud.world.desktops, params['desktop_id'])
  if (wanted.product_id !== undefined) desktop.productId = known(desktopProductWith(wanted.product_id)).id
  if (wanted.status !== undefined) desktop.status = wanted.status
  if (wanted.task_status !== undefined) desktop.task = wanted.task_status
  if (wanted.frozen !== undefined) desktop.isFrozen = wanted.frozen
  return { desktop_id: desktop.id, status: desktop.status, product_id: desktop.productId }
}

type ServerBody = { flavor_id?: string; status?: CloudServer['status']; locked?: boolean; frozen?: boolean }
const serverBody = controlSchema<ServerBody>({
  flavor_id: text,
  status: { enum: ['ACTIVE', 'SHUTOFF', 'ERROR'] },
  locked: flag,
  frozen: flag,
})

/** POST /_control/ecs-servers/{server_id} */
export function changeCloudServer({ cloud, params, body }: ControlCall) {
  const wanted = controlBody(serverBody, body)
  runDue(cloud)
  const server = found(cloud.world.cloudServers, params['server_id'])
  if (wanted.flavor_id !== undefined) server.flavorId = known(serverFlavorWith(wanted.flavor_id)).id
  if (wanted.status !== undefined) server.status = wanted.status
  if (wanted.locked !== undefined) server.isLocked = wanted.locked
  if (wanted.frozen !== undefined) server.isFrozen = wanted.frozen
  server.updatedAt = cloud.clock.now()
  return { server_id: server.id, status: server.status, flavor_id: server.flavorId }
}

type PhoneServerBody = { phone_model_name?: string; status?: PhoneServer['status'] }
const phoneServerBody = controlSchema<PhoneServerBody>({
  phone_model_name: text,
  status: { enum: [1, 2, 3, 4, 5, 8, 10, 11, 12, 13] },
})

/** POST /_control/servers/{server_id}: the server model follows from the phone model. */
export function changePhoneServer({ cloud, params, body }: ControlCall) {
  const wanted = controlBody(phoneServerBody, body)
  runDue(cloud)
  const server = found(cloud.world.servers, params['server_id'])
  if (wanted.phone_model_name !== undefined) {
    const model = known(phoneModelNamed(wanted.phone_model_name))
    Object.assign(server, { phoneModel: model.name, serverModel: model.serverModel })
  }
  if (wanted.status !== undefined) server.status = wanted.status
  server.updatedAt = cloud.clock.now()
  return { server_id: server.id, status: server.status, phone_model_name: server.phoneModel }
}

const nothing = controlSchema<Record<string, never>>({})

/** DELETE of /_control/desktops/{desktop_id}, ecs-servers/{server_id} or servers/{server_id}. */
export function removeResource({ cloud, params, body }: ControlCall) {
  controlBody(nothing, body)
  runDue(cloud)
  const { world } = cloud
  const id = params['desktop_id'] ?? params['server_id'] ?? ''
  found([...world.desktops, ...world.cloudServers, ...world.servers], id)
  world.desktops = world.desktops.filter((row) => row.id !== id)
  world.cloudServers = world.cloudServers.filter((row) => row.id !== id)
  world.servers = world.servers.filter((row) => row.id !== id)
  world.phones = world.phones.filter((row) => row.serverId !== id)
  for (const row of world.subscriptions) if (row.resourceId === id) row.status = 3
  return { removed: id }
}

const failBody = controlSchema<{ error_code?: string; reason?: string }>({ error_code: text, reason: text })

/** POST /_control/jobs/{job_id}/fail: a job of any service, under way, fails now. */
export function failJobNow({ cloud, params, body }: ControlCall) {
  const { error_code: code, reason = 'Failed by hand.' } = controlBody(failBody, body)
  runDue(cloud)
  const { world, clock } = cloud
  const id = params['job_id']
  const phoneJob = world.jobs.find((row) => row.id === id && row.status === 1)
  if (phoneJob !== undefined) failChangeJob(cloud, phoneJob, clock.now(), code)
  const desktopJob = world.desktopJobs.find((row) => row.id === id)
  for (const part of desktopJob?.parts.filter((row) => row.endedAt === undefined) ?? [])
    if (desktopJob !== undefined)
      failDesktopPart(cloud, desktopJob, part, clock.now(), [code ?? 'WKS.00211401', reason])
  const serverJob = world.serverJobs.find((row) => row.id === id && !row.isUnpaid)
  for (const part of serverJob?.parts.filter((row) => row.endedAt === undefined) ?? [])
    if (serverJob !== undefined) failServerPart(cloud, serverJob, part, clock.now(), [code ?? 'Ecs.0207', reason])
  if (phoneJob === undefined && desktopJob === undefined && serverJob === undefined) throw missing()
  return { job_id: id }
}

function found<T extends { id: string }>(rows: T[], id: string | undefined): T {
  const row = rows.find((each) => each.id === id)
  if (row === undefined) throw missing()
  return row
}

const missing = (): CloudError => new CloudError(404, 'CONTROL.0004', 'There is no such thing.')

function known<T>(entry: T | undefined): T {
  if (entry === undefined) throw new CloudError(400, 'CONTROL.0002', 'The catalogue has no such flavor.')
  return entry
}
