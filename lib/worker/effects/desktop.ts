import type { Cloud } from '../../cloud/cloud.ts'
import { CloudError } from '../../cloud/errors.ts'
import type { Desktop, DesktopVolume } from '../../cloud/services/workspace-desktop-row.ts'
import { showDesktop } from '../../cloud/services/workspace-desktops.ts'
import { withParams } from '../../errors.ts'
import type { Effect } from '../../operations/kit.ts'
import { gone, probeOfOne } from './one-resource.ts'
import type { Probe } from './probe.ts'

type About<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

/** A desktop that becomes another product; its disks stay (workspace.md §2.2). */
export async function probeDesktopProduct(
  reads: Cloud,
  { desktopId, was, becomes }: About<'desktop_product'>,
): Promise<Probe> {
  const desktop = await readDesktop(reads, desktopId)
  if (!desktop) return gone
  const now = desktop.productId
  return settle(desktop, {
    isThere: now === becomes,
    isAsReviewed: now === was,
    isOurs: (task) => task.startsWith('resize'),
    words: withParams('reasons.productNow', { product: now ?? '?' }),
  })
}

/** A disk that grows; the desktop may run meanwhile (workspace.md §2.2). */
export async function probeDesktopDisk(
  reads: Cloud,
  { desktopId, volumeId, was, becomes }: About<'desktop_disk'>,
): Promise<Probe> {
  const desktop = await readDesktop(reads, desktopId)
  if (!desktop) return gone
  const disk = disksOf(desktop).find((each) => each.volumeId === volumeId)
  return settle(desktop, {
    isThere: disk?.sizeGib === becomes,
    isAsReviewed: disk?.sizeGib === was,
    isOurs: (task) => task === 'updating',
    words: disk
      ? withParams('reasons.diskNow', { size: disk.sizeGib ?? 0 })
      : withParams('reasons.diskGone', { disk: volumeId }),
  })
}

/** From pay-per-use to a term: its product says how it is paid (workspace.md §1.1). */
export async function probeDesktopToPeriod(reads: Cloud, { desktopId }: About<'desktop_to_period'>): Promise<Probe> {
  const desktop = await readDesktop(reads, desktopId)
  if (!desktop) return gone
  return settle(desktop, {
    isThere: desktop.billing === 'prepaid',
    isAsReviewed: desktop.billing === 'pay_per_use',
    isOurs: () => false,
    words: 'reasons.billingUnclear',
  })
}

/** While it is being deleted its status is empty, then the answer is 404. */
async function readDesktop(reads: Cloud, id: string): Promise<Desktop | undefined> {
  try {
    const desktop = await showDesktop(reads, id)
    return desktop.status === '' ? undefined : desktop
  } catch (thrown) {
    if (thrown instanceof CloudError && (thrown.httpStatus === 404 || thrown.code === 'WKS.00211902')) return undefined
    throw thrown
  }
}

const disksOf = ({ rootVolume, dataVolumes }: Desktop): DesktopVolume[] => [
  ...(rootVolume ? [rootVolume] : []),
  ...dataVolumes,
]

type Seen = {
  isThere: boolean
  isAsReviewed: boolean
  /** Whether a running task of the cloud can only be this change. */
  isOurs: (task: string) => boolean
  words: string
}

function settle(desktop: Desktop, { isThere, isAsReviewed, isOurs, words }: Seen): Probe {
  const read = { desktops: [desktop] }
  const { task, status } = desktop
  if (status === 'ERROR') return probeOfOne(desktop.id, { state: 'failed', words: 'reasons.resourceInError', read })
  if (task !== undefined) {
    const state = isThere || isOurs(task) ? 'moving' : 'busy'
    return probeOfOne(desktop.id, { state, words: 'reasons.resourceBusy', read, step: stepOf(task) })
  }
  const state = isThere ? 'reached' : isAsReviewed ? 'before' : 'failed'
  return probeOfOne(desktop.id, { state, words, read })
}

/** What the cloud is at, in words; of desktops and ECS servers alike (workspace.md §4.1, ecs.md §3.1). */
export function stepOf(task: string): string {
  if (task === 'powering-off') return 'reasons.step.stopping'
  if (task === 'powering-on') return 'reasons.step.starting'
  if (task.startsWith('resize')) return 'reasons.step.resizing'
  return task === 'updating' ? 'reasons.step.expanding' : withParams('reasons.step.other', { task })
}
