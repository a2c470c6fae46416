import type { Cloud } from '../../cloud/cloud.ts'
import type { PhoneServerDetail } from '../../cloud/services/cph-servers.ts'
import { withParams } from '../../errors.ts'
import type { Effect, PhoneFlavors } from '../../operations/kit.ts'
import { unlessNormal } from '../../operations/phone-server-state.ts'
import { probeOf, readExisting } from './existing-phone-server.ts'
import { gone } from './one-resource.ts'
import type { Probe } from './probe.ts'

/** An existing server that gets other flavors; it keeps running, and shows the new ones at once (cph.md §4). */
export async function probeFlavors(
  reads: Cloud,
  { serverId, was, becomes }: Extract<Effect, { kind: 'phone_server_flavors' }>,
): Promise<Probe> {
  const server = await readExisting(reads, serverId)
  if (!server) return gone
  const words = flavorWords(server)
  if (isOf(server, becomes)) return probeOf(server, 'reached', words)
  if (!isOf(server, was)) return probeOf(server, 'failed', words)
  const refusal = unlessNormal(server)
  return refusal === undefined ? probeOf(server, 'before', words) : probeOf(server, 'moving', refusal)
}

export const isOf = (server: PhoneServerDetail, { serverModel, phoneModel }: PhoneFlavors): boolean =>
  server.serverModel === serverModel && server.phoneModel === phoneModel

export const flavorWords = ({ serverModel = '', phoneModel = '' }: PhoneServerDetail): string =>
  withParams('reasons.flavorNow', { serverModel, phoneModel })
