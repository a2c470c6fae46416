import type { Cloud } from '../../cloud.ts'
import type { Call } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Desktop } from '../../world/desktop.ts'
import { openChangeOf } from '../bss/settle-change.ts'

export const desktopsOf = (call: Call): Desktop[] =>
  call.cloud.world.desktops.filter((row) => row.projectId === call.project.id)

/** A desktop of the project. Throws 404 WKS.00211902. */
export function existingDesktop(call: Call, desktopId: string): Desktop {
  const desktop = call.cloud.world.desktops.find((row) => row.id === desktopId && row.projectId === call.project.id)
  if (desktop === undefined) throw notFound(`desktop ${desktopId}`)
  return desktop
}

export const notFound = (what: string): CloudError => new CloudError(404, 'WKS.00211902', `The ${what} does not exist.`)

/** 409: the state of an instance forbids an operation, in the words of the service. */
export const conflict = (instanceId: string, status: string, operation: string): CloudError =>
  new CloudError(
    409,
    'WKS.00010032',
    `operation conflict: instance ${instanceId} is in status ${status} and denies ${operation}`,
  )

/** 409: the call is not the one for such a desktop. */
export const wrongCall = (message: string): CloudError => new CloudError(409, 'WKS.00211103', message)

/** Throws 409 while a desktop is frozen, broken, busy, or has an order that is not finished. */
export function checkIdle({ world, options }: Cloud, desktop: Desktop, operation: string): void {
  if (desktop.isFrozen) throw conflict(desktop.id, 'FREEZE', operation)
  if (desktop.status === 'ERROR' || desktop.status === '') throw conflict(desktop.id, desktop.status, operation)
  if (desktop.task !== '') throw conflict(desktop.id, desktop.task, operation)
  const order = openChangeOf(world, desktop.id)
  if (order === undefined || (order.status === 6 && options.secondOrderAllowed)) return
  throw conflict(desktop.id, order.status === 6 ? 'PENDING_PAYMENT' : 'CHANGING', operation)
}
