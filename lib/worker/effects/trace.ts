import type { Effect, TargetKind } from '../../operations/kit.ts'

/** What an effect leaves in the billing service, and which resources it is about. */
export type Trace = {
  resourceKind: TargetKind
  /** What billing may name in the order; none for what is made anew. */
  resourceIds: readonly string[]
  /** How many a purchase makes. */
  count?: number
  /** The billing service's types of order: 1 new, 3 change, 11 from pay-per-use to a term (billing.md §2); 0: it makes none. */
  orderKind: 0 | 1 | 3 | 11
  /** In the code of the order's service. */
  service: 'cph' | 'vdi' | 'ec2' | 'bss'
}

export function traceOf(effect: Effect): Trace {
  switch (effect.kind) {
    case 'phone_servers_named':
      return { ...phones, resourceIds: [], count: effect.count, orderKind: 1 }
    case 'phone_server_flavors':
    case 'phone_server_switched':
      return { ...phones, resourceIds: [effect.serverId], orderKind: 3 }
    case 'desktop_disk':
      // Billing knows a disk by an id of its own.
      return { ...desktops, resourceIds: [effect.desktopId, effect.volumeId], orderKind: 3 }
    case 'desktop_product':
      return { ...desktops, resourceIds: [effect.desktopId], orderKind: 3 }
    case 'desktop_to_period':
      return { ...desktops, resourceIds: [effect.desktopId], orderKind: 11 }
    case 'host_desktops':
      return { ...desktops, resourceIds: [effect.hostId, effect.desktopId], orderKind: 3 }
    case 'ecs_flavor':
      return { resourceKind: 'ecs_server', service: 'ec2', resourceIds: [effect.serverId], orderKind: 3 }
    case 'order_paid':
    case 'order_cancelled':
      return { resourceKind: 'order', service: 'bss', resourceIds: [effect.orderId], orderKind: 0 }
  }
}

const phones = { resourceKind: 'phone_server', service: 'cph' } as const
const desktops = { resourceKind: 'desktop', service: 'vdi' } as const
