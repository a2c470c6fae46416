import type { StateOf } from '../operations/resource-state.ts'
import type { OrderRow } from '../orders/queries.ts'
import type { DesktopRow } from './desktops-queries.ts'
import type { EcsServerRow } from './ecs-servers-queries.ts'
import type { PhoneServerRow } from './queries.ts'

/** What the table of capabilities asks of a phone server. */
export const stateOfPhoneServer = ({
  status,
  goneAt,
}: Pick<PhoneServerRow, 'status' | 'goneAt'>): StateOf<'phone_server'> => ({
  kind: 'phone_server',
  status,
  isGone: goneAt !== null,
})

/** What the table of capabilities asks of a desktop. A flag that the cloud leaves out is off. */
export const stateOfDesktop = (desktop: Omit<DesktopRow, 'key'>): StateOf<'desktop'> => ({
  kind: 'desktop',
  status: desktop.status,
  task: desktop.task,
  billing: desktop.billingMode === 'spot' ? 'unknown' : desktop.billingMode,
  osType: desktop.osType,
  isFrozen: desktop.isFrozen === true,
  isInMaintenance: desktop.isInMaintenance === true,
  isPooled: desktop.isPooled === true,
  hasHourPackage: desktop.hasHourPackage,
  isOnHost: desktop.host !== null,
  isGone: desktop.goneAt !== null,
})

/** What the table of capabilities asks of an ECS server. */
export const stateOfEcsServer = (server: Omit<EcsServerRow, 'key' | 'addresses'>): StateOf<'ecs_server'> => ({
  kind: 'ecs_server',
  status: server.status,
  task: server.task,
  billing: server.billingMode,
  isLocked: server.isLocked === true,
  isFrozen: server.isFrozen === true,
  isGone: server.goneAt !== null,
})

/** What the table of capabilities asks of an order. */
export const stateOfOrder = ({ status, amountMinor }: Pick<OrderRow, 'status' | 'amountMinor'>): StateOf<'order'> => ({
  kind: 'order',
  status,
  amountMinor,
  isGone: false,
})
