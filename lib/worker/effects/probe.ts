import type { Cloud } from '../../cloud/cloud.ts'
import type { PhoneServer } from '../../cloud/services/cph-servers.ts'
import type { Effect } from '../../operations/kit.ts'
import { probeNamedServers } from './phone-servers-named.ts'
import { probeFlavors } from './phone-server-flavors.ts'
import { probeSwitch } from './phone-server-switched.ts'

/** How far the world is on the way from what was reviewed to what was asked for. */
export type Probe = {
  /** `failed` also where the resource is in a state that leads there no more. */
  state: 'before' | 'moving' | 'reached' | 'failed'
  delivered: number
  failed: number
  expected: number
  /** What it is about, as far as it is there. */
  resourceIds: string[]
  /** Orders that the resources themselves name as theirs. */
  orderIds: string[]
  /** Phone servers to be mirrored. */
  phoneServers: readonly PhoneServer[]
  /** Why it is not as reviewed, a message key. */
  words: string
}

/** Reads with the read key how far `effect` has come about. Throws CloudError when the cloud refuses or is silent. */
export function probeEffect(reads: Cloud, effect: Effect): Promise<Probe> {
  switch (effect.kind) {
    case 'phone_servers_named':
      return probeNamedServers(reads, effect)
    case 'phone_server_flavors':
      return probeFlavors(reads, effect)
    case 'phone_server_switched':
      return probeSwitch(reads, effect)
  }
}
