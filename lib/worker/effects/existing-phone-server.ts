import type { Cloud } from '../../cloud/cloud.ts'
import { CloudError } from '../../cloud/errors.ts'
import { type PhoneServerDetail, showServer } from '../../cloud/services/cph-servers.ts'
import { probeOfOne } from './one-resource.ts'
import type { Probe } from './probe.ts'

const deleted = 6

/** The server as it is now; undefined once it is deleted (404, or status 6: cph.md §6.3). */
export async function readExisting(reads: Cloud, serverId: string): Promise<PhoneServerDetail | undefined> {
  try {
    const server = await showServer(reads, serverId)
    return server.status === deleted ? undefined : server
  } catch (thrown) {
    if (thrown instanceof CloudError && (thrown.httpStatus === 404 || thrown.code === 'CPS.0015')) return undefined
    throw thrown
  }
}

/** What is known of one existing server in `state`. */
export const probeOf = (server: PhoneServerDetail, state: Probe['state'], words: string): Probe =>
  probeOfOne(server.id, { state, words, read: { phoneServers: [server] } })
