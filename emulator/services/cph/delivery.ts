import { type Reaction, scheduleAfter, unschedule } from '../../agenda.ts'
import { diskCodes, phoneServerCodes, phoneServerSpec } from '../../catalog/prices.ts'
import { phoneModelNamed } from '../../catalog/phone-models.ts'
import type { Cloud } from '../../cloud.ts'
import { hexOf, productIdOf, uuidOf } from '../../ids.ts'
import type { PhoneServer, ServerStatus } from '../../world/phone-server.ts'
import { completeOrder, type Delivered } from '../bss/complete-order.ts'
import { attachNetwork } from './attach-network.ts'

/** The way of a server from its order to running phones; shares of the whole delivery add up to 1. */
const steps: Partial<Record<ServerStatus, { next: ServerStatus; share: number }>> = {
  0: { next: 1, share: 2 / 15 },
  1: { next: 3, share: 4 / 15 },
  3: { next: 4, share: 4 / 15 },
  4: { next: 5, share: 5 / 15 },
}
/** Servers of one order do not move in lockstep. */
const staggerMs = 20_000

/** The order is paid: its servers come into being. */
export const deliverOrder: Reaction = (cloud, orderId, at) => {
  serversOf(cloud, orderId).forEach((server, position) => {
    server.isOrdered = true
    server.updatedAt = at
    server.visibleAt = at + cloud.options.listLagSeconds * 1000
    planNextStep(cloud, server, at, position * staggerMs)
  })
}

/** The order was cancelled: the promised ids are void. */
export const voidOrder: Reaction = (cloud, orderId) => {
  cloud.world.servers = cloud.world.servers.filter((server) => server.orderId !== orderId)
}

/** One step of one server. */
export const advanceServer: Reaction = (cloud, serverId, at) => {
  const server = cloud.world.servers.find((candidate) => candidate.id === serverId)
  const step = server && steps[server.status]
  if (server === undefined || step === undefined) return
  if (server.isDoomed && step.next === 4) return failServer(cloud, server, at)
  server.status = step.next
  server.updatedAt = at
  if (step.next === 4) {
    attachNetwork(cloud, server, at)
    makePhones(cloud, server, at)
  }
  if (step.next === 5) {
    setPhones(cloud, server, 2, at)
    settleOrder(cloud, server.orderId, at)
  } else planNextStep(cloud, server, at, 0)
}

/** The server ends as abnormal, and its phones with it. Its share is paid back if its order was not completed yet. */
export function failServer(cloud: Cloud, server: PhoneServer, at: number): void {
  unschedule(cloud, 'server.advance', server.id)
  const wasRunning = server.status === 5
  server.status = 2
  server.updatedAt = at
  setPhones(cloud, server, wasRunning ? -7 : -8, at)
  settleOrder(cloud, server.orderId, at)
}

function planNextStep(cloud: Cloud, server: PhoneServer, at: number, delayMs: number): void {
  const step = steps[server.status]
  if (step === undefined) return
  scheduleAfter(cloud, 'server.advance', server.id, at, delayMs + step.share * cloud.options.deliveryMinutes * 60_000)
}

/** The phones of a server, new ones with each change of its hardware. */
export function makePhones(cloud: Cloud, server: PhoneServer, at: number): void {
  const count = phoneModelNamed(server.phoneModel)?.phones ?? 0
  for (let position = 1; position <= count; position += 1)
    cloud.world.phones.push({
      id: hexOf('phone', server.id, server.generation, position),
      serverId: server.id,
      projectId: server.projectId,
      name: `${server.name}-${String(position).padStart(5, '0')}`,
      position,
      status: 1,
      createdAt: at,
      updatedAt: at,
    })
}

export function setPhones(cloud: Cloud, server: PhoneServer, status: 2 | -7 | -8, at: number): void {
  for (const phone of cloud.world.phones)
    if (phone.serverId === server.id) Object.assign(phone, { status, updatedAt: at })
}

/** Completes the order once every server of it has come to an end, good or bad. */
function settleOrder(cloud: Cloud, orderId: string, at: number): void {
  const order = cloud.world.orders.find((candidate) => candidate.id === orderId && candidate.type === 1)
  const servers = serversOf(cloud, orderId)
  if (order?.status !== 3 || servers.some((server) => server.status !== 5 && server.status !== 2)) return
  const delivered = servers.filter((server) => server.status === 5)
  completeOrder(cloud, order, at, delivered.flatMap(resourcesOf), servers.length - delivered.length)
}

/** The server as main resource, its disks beneath it. */
function resourcesOf(server: PhoneServer): Delivered[] {
  const disks = [server.dataVolume, server.shareVolume].filter((disk) => disk !== undefined)
  return [
    {
      resourceId: server.id,
      name: server.name,
      resourceType: phoneServerCodes.resourceType,
      resourceSpec: phoneServerSpec(server.serverModel, server.phoneModel),
      productId: server.productId,
    },
    ...disks.map((disk, position) => ({
      resourceId: volumeIdOf(server, position),
      name: `${server.name}-volume-${position + 1}`,
      resourceType: diskCodes.resourceType,
      resourceSpec: disk.volume_type,
      productId: productIdOf(disk.volume_type),
      size: disk.size,
      parentResourceId: server.id,
    })),
  ]
}

export const volumeIdOf = (server: PhoneServer, position: number): string => uuidOf('volume', server.id, position)

const serversOf = (cloud: Cloud, orderId: string): PhoneServer[] =>
  cloud.world.servers.filter((server) => server.orderId === orderId)
