import type { StateOf } from '../operations/resource-state.ts'
import type { DesktopDetail } from './desktops-queries.ts'
import type { EcsServerDetail } from './ecs-servers-queries.ts'

/** What the table of capabilities asks of a desktop. A flag that the cloud leaves out is off. */
export const stateOfDesktop = (desktop: DesktopDetail): StateOf<'desktop'> => ({
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
export const stateOfEcsServer = (server: EcsServerDetail): StateOf<'ecs_server'> => ({
  kind: 'ecs_server',
  status: server.status,
  task: server.task,
  billing: server.billingMode,
  isLocked: server.isLocked === true,
  isFrozen: server.isFrozen === true,
  isGone: server.goneAt !== null,
})
