import type { Cloud } from '../../cloud/cloud.ts'
import { allPhones } from '../../cloud/services/cph-phones.ts'
import { withParams } from '../../errors.ts'
import type { Effect } from '../../operations/kit.ts'
import { unlessNormal } from '../../operations/phone-server-state.ts'
import { probeOf, readExisting } from './existing-phone-server.ts'
import { gone } from './one-resource.ts'
import { flavorWords, isOf } from './phone-server-flavors.ts'
import type { Probe } from './probe.ts'

const running = 2
const creating = [0, 1, 3, 4]

/** An existing server on new hardware: its status goes through creation again, and every phone is a new one (cph.md §3). */
export async function probeSwitch(
  reads: Cloud,
  { serverId, was }: Extract<Effect, { kind: 'phone_server_switched' }>,
): Promise<Probe> {
  const server = await readExisting(reads, serverId)
  if (!server) return gone
  if (server.status === 2) return probeOf(server, 'failed', 'reasons.serverAbnormal')
  if (creating.includes(server.status)) return probeOf(server, 'moving', 'reasons.serverBusy')
  const phones = await allPhones(reads, { serverId })
  const known = new Set(was.phoneIds)
  const fresh = phones.filter(({ id }) => !known.has(id))
  if (phones.length > 0 && fresh.length === phones.length) {
    const isUp = phones.every(({ status }) => status === running)
    return probeOf(server, isUp ? 'reached' : 'moving', withParams('reasons.phonesNow', { count: phones.length }))
  }
  if (phones.length === 0 && known.size > 0) return probeOf(server, 'moving', 'reasons.serverBusy')
  if (fresh.length > 0 || phones.length !== known.size)
    return probeOf(server, 'failed', withParams('reasons.phonesNow', { count: phones.length }))
  if (!isOf(server, was)) return probeOf(server, 'failed', flavorWords(server))
  if (was.zone !== undefined && server.availabilityZone !== was.zone)
    return probeOf(server, 'failed', withParams('reasons.zoneNow', { zone: server.availabilityZone ?? '' }))
  const refusal = unlessNormal(server)
  // All phones are those that were reviewed: whatever keeps the server busy is no switch.
  return refusal === undefined ? probeOf(server, 'before', '') : probeOf(server, 'busy', refusal)
}
