import type { Cloud } from '../../cloud/cloud.ts'
import { allServers } from '../../cloud/services/cph-servers.ts'
import type { Effect } from '../../operations/kit.ts'
import type { Probe } from './probe.ts'

/** True when `name` is what the cloud makes of `asked`: itself, or with its sequence number (cph.md §2.4). */
export const isNameOf = (name: string, asked: string): boolean =>
  name === asked || (name.startsWith(`${asked}-`) && /^\d{1,4}$/.test(name.slice(asked.length + 1)))

/** New servers under a unique name. Status 5 (normal), 8 (frozen) and 10 (stopped) count as delivered, 2 as failed (cph.md §6.3). */
export async function probeNamedServers(
  reads: Cloud,
  { name, count }: Extract<Effect, { kind: 'phone_servers_named' }>,
): Promise<Probe> {
  const servers = (await allServers(reads, { serverName: name })).filter((server) => isNameOf(server.name, name))
  const delivered = servers.filter(({ status }) => [5, 8, 10].includes(status)).length
  const failed = servers.filter(({ status }) => status === 2).length
  return {
    state: stateOf({ found: servers.length, delivered, failed, expected: count }),
    delivered,
    failed,
    expected: count,
    resourceIds: servers.map(({ id }) => id),
    orderIds: [...new Set(servers.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId])))],
    read: { phoneServers: servers },
    words: 'reasons.nameTaken',
  }
}

function stateOf(seen: { found: number; delivered: number; failed: number; expected: number }): Probe['state'] {
  if (seen.found === 0) return 'before'
  if (seen.delivered === seen.expected) return 'reached'
  return seen.delivered + seen.failed === seen.expected ? 'failed' : 'moving'
}
