import {
  type DesktopProduct,
  desktopProductWith,
  resizeTargets,
  soldOutInZone,
} from '../../catalog/desktop-products.ts'
import type { Call } from '../../gateway/call.ts'
import type { Desktop, DesktopHost, DesktopVolume } from '../../world/desktop.ts'
import { openChangeOf } from '../bss/settle-change.ts'
import { badField, type ChangeOrderBody } from './bodies.ts'
import { checkIdle, conflict, existingDesktop, notFound, wrongCall } from './find-desktop.ts'
import { litesOn } from './lites.ts'

/** A yearly/monthly desktop and what it is to become. Throws 404, 409 or 400 in that order. */
export function checkResize(call: Call, productId: string): { desktop: Desktop; target: DesktopProduct } {
  const desktop = periodDesktop(call, 'resizeDesktops')
  if (call.cloud.options.desktopMustBeStopped && desktop.status === 'ACTIVE')
    throw conflict(desktop.id, 'ACTIVE', 'resizeDesktops')
  return { desktop, target: checkTarget(desktop, productId, 'resize_product_id') }
}

/** A product that a desktop can be changed to. Throws 400 that names `field`. */
export function checkTarget(desktop: Desktop, productId: string, field: string): DesktopProduct {
  const current = desktopProductWith(desktop.productId)
  const target = desktopProductWith(productId)
  if (target === undefined || current === undefined) throw badField(field, 'does not exist')
  if (target.id === current.id) throw badField(field, 'is the current product')
  const isThere = resizeTargets(current, desktop.isPrepaid).includes(target) && target.systems.includes(desktop.os)
  if (!isThere) throw badField(field, 'is not a product that this desktop can be changed to')
  if (target.status === 'abandon') throw badField(field, 'has been withdrawn')
  if (target.status === 'sellout' || soldOutInZone(desktop.zone).includes(target.id))
    throw badField(field, 'is sold out')
  return target
}

/** A disk of a yearly/monthly desktop that is to grow. */
export function checkExpansion(
  call: Call,
  volumeId: string,
  newSize: number,
): { desktop: Desktop; volume: DesktopVolume } {
  const desktop = periodDesktop(call, 'expandVolumes')
  if (desktop.status === 'HIBERNATED') throw conflict(desktop.id, desktop.status, 'expandVolumes')
  return { desktop, volume: checkVolume(desktop, volumeId, newSize, 'expand_volume_id', 'expand_new_size') }
}

/** A disk of a desktop by the id of the disk, not of its record, and a size above its own. Throws 400. */
export function checkVolume(
  desktop: Desktop,
  volumeId: string,
  newSize: number,
  idField: string,
  sizeField: string,
): DesktopVolume {
  const volume = [desktop.root, ...desktop.data].find((row) => row.volumeId === volumeId)
  if (volume === undefined) throw badField(idField, 'is not a disk of this desktop')
  if (newSize <= volume.size) throw badField(sizeField, `must be above the current ${volume.size} GB`)
  return volume
}

/** A pay-per-use Windows desktop of its own. */
export function checkToPeriod(call: Call): Desktop {
  const desktop = existingDesktop(call, call.params['desktop_id'] ?? '')
  if (desktop.isPrepaid) throw wrongCall('The desktop is yearly/monthly already.')
  refusePooled(desktop)
  if (desktop.hourPackage !== undefined) throw wrongCall('The desktop is of an hour package.')
  checkIdle(call.cloud, desktop, 'meteredToPeriod')
  if (desktop.os !== 'Windows') throw badField('type', 'meteredToPeriod is for Windows desktops only')
  return desktop
}

type Lites = { host: DesktopHost; product: DesktopProduct; present: number; quantity: number }

/** An exclusive host, named by its own id or by that of any desktop on it. */
export function checkLites(call: Call, body: ChangeOrderBody): Lites {
  const { world } = call.cloud
  const id = call.params['desktop_id'] ?? ''
  const desktop = world.desktops.find((row) => row.id === id && row.projectId === call.project.id)
  const host = world.desktopHosts.find((row) => row.id === (desktop?.hostId ?? id) && row.projectId === call.project.id)
  if (host === undefined)
    throw desktop === undefined ? notFound(`host ${id}`) : wrongCall('It is on no exclusive host.')
  const order = openChangeOf(world, host.id)
  if (order !== undefined) throw conflict(host.id, 'CHANGING', 'resizeExclusiveLites')
  const terms = desktopProductWith(host.productId)?.host
  const product = desktopProductWith(body.exclusive_lites_product_id ?? '')
  if (terms === undefined || product === undefined || !terms.liteProducts.includes(product.id))
    throw badField('exclusive_lites_product_id', 'is not a desktop product of this host')
  const quantity = body.new_quantity ?? 0
  if (quantity < terms.desktopsLeast || quantity > terms.desktopsMost)
    throw badField('new_quantity', `must be from ${terms.desktopsLeast} to ${terms.desktopsMost} on this host`)
  const present = litesOn(call.cloud, host.id).length
  if (quantity === present && product.id === host.liteProductId) throw badField('new_quantity', 'changes nothing')
  return { host, product, present, quantity }
}

/** A yearly/monthly desktop outside pools and hosts with nothing going on. */
function periodDesktop(call: Call, operation: string): Desktop {
  const desktop = existingDesktop(call, call.params['desktop_id'] ?? '')
  if (!desktop.isPrepaid) throw wrongCall('The desktop is pay-per-use: change it by the calls for such desktops.')
  refusePooled(desktop)
  if (desktop.hostId !== undefined) throw wrongCall('The desktop is on an exclusive host.')
  checkIdle(call.cloud, desktop, operation)
  return desktop
}

export function refusePooled(desktop: Desktop): void {
  if (desktop.poolId !== undefined) throw wrongCall('The desktop belongs to a pool: change the pool.')
}
