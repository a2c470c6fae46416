import { type Reaction, scheduleAfter, unschedule } from '../../agenda.ts'
import type { Cloud } from '../../cloud.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { carriesSentinel } from '../../gateway/faults.ts'
import { nextHex } from '../../ids.ts'
import type { CphJob, PhoneServer } from '../../world/phone-server.ts'
import { openChangeOf } from '../bss/settle-change.ts'
import { attachNetwork, detachNetwork } from './attach-network.ts'
import { makePhones, setPhones } from './delivery.ts'
import { placementOf } from './placement.ts'
import { changeServerBody } from './purchase-body.ts'
import { checkChange } from './purchase-rules.ts'
import { refusal, refusePurchase } from './refusals.ts'

/** The new hardware stands after this share of the delivery time; the rest is spent starting its phones. */
const standingShare = 2 / 3

/** POST /v2/{project_id}/cloud-phone/servers/{server_id}/change: new hardware and new phones; their data is lost at once. */
export function changeServer(call: Call): Reply {
  const { cloud, at } = call
  const body = readBody(call, changeServerBody, refusePurchase)
  const server = changeableServer(call, call.params['server_id'] ?? '', 'server_id')
  const placement = placementOf(body, checkChange(call, body, server))
  const job: CphJob = {
    id: nextHex(cloud.world),
    projectId: server.projectId,
    requestId: call.requestId,
    serverId: server.id,
    status: 1,
    beganAt: at,
    placement,
    ...((carriesSentinel(body, 'fail-delivery') || server.name.includes('fail-change')) && { isDoomed: true as const }),
  }
  cloud.world.jobs.push(job)
  server.status = 1
  server.updatedAt = at
  wipe(cloud, server)
  scheduleAfter(cloud, 'server.change', job.id, at, standingShare * cloud.options.deliveryMinutes * 60_000)
  return { ...ok({ request_id: call.requestId, server_id: server.id, job_id: job.id }), jobId: job.id }
}

/**
 * A server of the project that is running, with no job and no order on it. Throws CPS.0016, CPS.0015 or CPS.0099.
 */
export function changeableServer(call: Call, serverId: string, field: string): PhoneServer {
  const { world } = call.cloud
  if (!/^[0-9a-f]{32}$/.test(serverId)) throw refusal('CPS.0016', field)
  const server = world.servers.find(
    (row) => row.id === serverId && row.projectId === call.project.id && row.isOrdered && row.status !== 6,
  )
  if (server === undefined) throw new CloudError(404, 'CPS.0015', 'The server does not exist.')
  const isBusy = world.jobs.some((job) => job.serverId === server.id && job.status === 1)
  if (server.status !== 5 || isBusy || openChangeOf(world, server.id) !== undefined)
    throw new CloudError(400, 'CPS.0099', 'The server is not ready: it is not running, or a job or an order is open.')
  return server
}

/** The next step of a change: hardware standing, then phones running. */
export const advanceChange: Reaction = (cloud, jobId, at) => {
  const job = cloud.world.jobs.find((row) => row.id === jobId)
  const server = cloud.world.servers.find((row) => row.id === job?.serverId)
  if (job?.placement === undefined || server === undefined) return
  if (job.isDoomed) return failChangeJob(cloud, job, at)
  if (server.status === 1) {
    detachNetwork(cloud, server)
    settle(server, job.placement)
    Object.assign(server, { status: 4, generation: server.generation + 1, updatedAt: at })
    attachNetwork(cloud, server, at)
    makePhones(cloud, server, at)
    scheduleAfter(cloud, 'server.change', job.id, at, (1 - standingShare) * cloud.options.deliveryMinutes * 60_000)
    return
  }
  Object.assign(server, { status: 5, updatedAt: at })
  setPhones(cloud, server, 2, at)
  Object.assign(job, { status: 2, endedAt: at })
}

/** The change fails: the server is abnormal and has no phones that run. */
export function failChangeJob(cloud: Cloud, job: CphJob, at: number, errorCode = 'CPS.0092'): void {
  unschedule(cloud, 'server.change', job.id)
  Object.assign(job, { status: -1, endedAt: at, errorCode, errorMessage: 'Failed to create the server.' })
  const server = cloud.world.servers.find((row) => row.id === job.serverId)
  if (server === undefined) return
  Object.assign(server, { status: 2, updatedAt: at })
  setPhones(cloud, server, -8, at)
}

function wipe({ world }: Cloud, server: PhoneServer): void {
  world.phones = world.phones.filter((phone) => phone.serverId !== server.id)
}

function settle(server: PhoneServer, placement: NonNullable<CphJob['placement']>): void {
  delete server.existingEipId
  delete server.dataVolume
  delete server.shareVolume
  Object.assign(server, placement)
}
