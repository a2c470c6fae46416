import type { Cloud } from '../../cloud/cloud.ts'
import type { OrderDetail } from '../../cloud/services/bss-orders.ts'
import type { PhoneServer } from '../../cloud/services/cph-servers.ts'
import type { EcsServer } from '../../cloud/services/ecs-server-row.ts'
import type { Desktop } from '../../cloud/services/workspace-desktop-row.ts'
import type { Effect } from '../../operations/kit.ts'
import { probeDesktopDisk, probeDesktopProduct, probeDesktopToPeriod } from './desktop.ts'
import { probeEcsFlavor } from './ecs-flavor.ts'
import { probeHostDesktops } from './host-desktops.ts'
import { probeOrder } from './order.ts'
import { probeNamedServers } from './phone-servers-named.ts'
import { probeFlavors } from './phone-server-flavors.ts'
import { probeSwitch } from './phone-server-switched.ts'

/** How far the world is on the way from what was reviewed to what was asked for. */
export type Probe = {
  /**
   * `busy`: the cloud does something with the resource that need not be ours. `failed` also where it is in a state that
   * leads there no more.
   */
  state: 'before' | 'busy' | 'moving' | 'reached' | 'failed'
  delivered: number
  failed: number
  expected: number
  /** What it is about, as far as it is there. */
  resourceIds: string[]
  /** Orders that the resources themselves name as theirs. */
  orderIds: string[]
  /** What was read on the way, to be mirrored. */
  read: Read
  /** Why it is not as reviewed, a message key. */
  words: string
  /** What the cloud is at, a message key, where it tells. */
  step?: string
}

export type Read = {
  phoneServers?: readonly PhoneServer[]
  desktops?: readonly Desktop[]
  ecsServers?: readonly EcsServer[]
  orders?: readonly OrderDetail[]
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
    case 'desktop_product':
      return probeDesktopProduct(reads, effect)
    case 'desktop_disk':
      return probeDesktopDisk(reads, effect)
    case 'desktop_to_period':
      return probeDesktopToPeriod(reads, effect)
    case 'host_desktops':
      return probeHostDesktops(reads, effect)
    case 'ecs_flavor':
      return probeEcsFlavor(reads, effect)
    case 'order_paid':
    case 'order_cancelled':
      return probeOrder(reads, effect)
  }
}
