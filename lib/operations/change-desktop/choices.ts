import { type FieldErrors, withParams } from '../../errors.ts'
import type { DesktopNow, Lookups } from '../lookups.ts'
import { capability } from './capability.ts'
import type { Change, Input, Target } from './contract.ts'

type Of<Way extends Change['way']> = Extract<Change, { way: Way }>

/** Checks the desktop, and what the form chose for it, against the cloud as it is now. */
export async function checkChoices({ target, change }: Input, lookups: Lookups): Promise<FieldErrors> {
  const [now] = await lookups.desktops(target.id)
  if (!now) return { 'target.id': 'reasons.targetGone' }
  // Before all else: it decides which call is the right one.
  if (now.state.billing !== target.billing) return { 'target.billing': `reasons.billingNow.${now.state.billing}` }
  const refusal = capability.refuse(now.state, change.way)
  if (refusal !== undefined) return { 'change.way': refusal }
  return { ...(await checkProject(change, lookups)), ...(await checkWay(target, change, now, lookups)) }
}

async function checkProject({ enterpriseProjectId }: Change, lookups: Lookups): Promise<FieldErrors> {
  if (enterpriseProjectId === undefined) return {}
  const project = (await lookups.enterpriseProjects()).find(({ id }) => id === enterpriseProjectId)
  return project && project.disabled === undefined
    ? {}
    : { 'change.enterpriseProjectId': 'errors.enterpriseProjectGone' }
}

async function checkWay(target: Target, change: Change, now: DesktopNow, lookups: Lookups): Promise<FieldErrors> {
  switch (change.way) {
    case 'resize':
      return now.productId === target.productId ? await checkProduct(target, change, lookups) : otherProduct(now)
    case 'expand':
      return {}
    case 'period':
      return checkPriced(target, now)
    case 'host':
      return await checkHost(target, change, lookups)
  }
}

const otherProduct = ({ productId: product }: DesktopNow): FieldErrors => ({
  'target.productId': withParams('reasons.productNow', { product }),
})

async function checkProduct(target: Target, change: Of<'resize'>, lookups: Lookups): Promise<FieldErrors> {
  const product = (await lookups.desktopProducts(target.id)).find(({ id }) => id === change.productId)
  const isAsShown = product?.vcpus === change.vcpus && product.memoryMib === change.memoryMib
  const problem = !product
    ? 'change-desktop.errors.productGone'
    : (product.disabled ?? (isAsShown ? undefined : 'change-desktop.errors.productChanged'))
  return problem === undefined ? {} : { 'change.productId': problem }
}

/** A term is paid for the desktop with all its disks: the price that was shown is that of these. */
function checkPriced({ productId, disks }: Target, now: DesktopNow): FieldErrors {
  if (now.productId !== productId) return otherProduct(now)
  const sizes = new Map(now.disks.map(({ volumeId, sizeGib }) => [volumeId, sizeGib]))
  const isAsShown = sizes.size === disks.length && disks.every((disk) => sizes.get(disk.volumeId) === disk.sizeGib)
  return isAsShown ? {} : { 'target.disks': 'reasons.disksChanged' }
}

async function checkHost(target: Target, change: Of<'host'>, lookups: Lookups): Promise<FieldErrors> {
  const [host] = await lookups.desktopHosts(target.id)
  if (!host || host.id !== target.host?.id) return { 'change.way': 'operations.cannot.notOnHost' }
  const product = host.products.find(({ id }) => id === change.productId)
  const problem = product ? product.disabled : 'change-desktop.errors.productGone'
  const { least: min, most: max } = host
  return {
    ...(problem !== undefined && { 'change.productId': problem }),
    ...((change.quantity < min || change.quantity > max) && {
      'change.quantity': withParams('change-desktop.errors.hostCount', { min, max }),
    }),
  }
}
