import type { Eip, Subnet } from './network.ts'
import type { World } from './world.ts'

/** Addresses that one shared bandwidth takes by default. */
export const sharedBandwidthIps = 20

/** Neither bound nor frozen. */
export const isFreeEip = (eip: Eip): boolean => eip.status === 'DOWN' && eip.portId === undefined

export const eipsInBandwidth = (world: World, bandwidthId: string): number =>
  world.eips.filter((eip) => eip.bandwidthId === bandwidthId).length

/** What a subnet can still give out: its own number less what phone servers took. */
export const freeAddresses = (world: World, subnet: Subnet): number =>
  subnet.freeAddresses -
  world.servers.reduce((sum, server) => sum + (server.subnetId === subnet.id ? server.serverIps.length : 0), 0)

/** The next address of a subnet that no phone server has. */
export function nextPrivateIp(world: World, subnet: Subnet): string {
  const taken = new Set(world.servers.flatMap((server) => (server.subnetId === subnet.id ? server.serverIps : [])))
  const base = addressNumber(subnet.cidr.split('/')[0] ?? '0.0.0.0')
  let candidate = base + 20
  while (taken.has(addressText(candidate))) candidate += 1
  return addressText(candidate)
}

/** A fresh public address from the range reserved for benchmarks, so that it can never be anyone's. */
export const publicAddress = (position: number): string =>
  addressText(addressNumber('198.18.0.0') + 1 + (position % 131_000))

const addressNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const addressText = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
