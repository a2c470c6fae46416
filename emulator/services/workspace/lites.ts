import type { Cloud } from '../../cloud.ts'
import { hexOf, nextUuid, uuidOf } from '../../ids.ts'
import type { Desktop, DesktopHost, DesktopWork } from '../../world/desktop.ts'

/** The desktops on an exclusive host, oldest first. */
export const litesOn = (cloud: Cloud, hostId: string): Desktop[] =>
  cloud.world.desktops.filter((row) => row.hostId === hostId)

/** Makes or removes desktops until an exclusive host has as many as its order says; the youngest go first. */
export function setLites(cloud: Cloud, work: Extract<DesktopWork, { kind: 'lites' }>, at: number): void {
  const host = cloud.world.desktopHosts.find((row) => row.id === work.hostId)
  if (host === undefined) return
  const present = litesOn(cloud, host.id)
  const surplus = new Set(present.slice(work.quantity).map((row) => row.id))
  cloud.world.desktops = cloud.world.desktops.filter((row) => !surplus.has(row.id))
  host.liteProductId = work.productId
  for (const desktop of present) desktop.productId = work.productId
  for (let position = present.length; position < work.quantity; position += 1)
    cloud.world.desktops.push(liteDesktop(host, nextUuid(cloud.world), position + 1, at))
}

/** One desktop of an exclusive host. It is billed with its host. */
export function liteDesktop(host: DesktopHost, id: string, position: number, at: number): Desktop {
  const name = `${host.name}-lite-${String(position).padStart(2, '0')}`.toUpperCase()
  return {
    id,
    projectId: host.projectId,
    region: host.region,
    domainId: host.domainId,
    name,
    status: 'ACTIVE',
    task: '',
    process: null,
    productId: host.liteProductId,
    isPrepaid: true,
    orderId: host.orderId,
    zone: host.zone,
    subnetId: uuidOf('host subnet', host.id),
    ip: `172.30.0.${position + 10}`,
    userName: '',
    loginStatus: 'UNREGISTER',
    type: 'DEDICATED',
    hostId: host.id,
    isFrozen: false,
    os: 'Windows',
    imageName: 'Windows 10 Enterprise',
    imageId: uuidOf('desktop image', 'Windows'),
    enterpriseProjectId: host.enterpriseProjectId,
    root: {
      id: hexOf('lite volume record', id),
      volumeId: uuidOf('lite volume', id),
      type: 'SAS',
      size: 80,
      device: '/dev/sda',
      name: `${name}-root`,
      createdAt: at,
    },
    data: [],
    tags: [],
    createdAt: at,
  }
}
