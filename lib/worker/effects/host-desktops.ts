import type { Cloud } from '../../cloud/cloud.ts'
import { allHosts, listHostDesktops } from '../../cloud/services/workspace-hosts.ts'
import { withParams } from '../../errors.ts'
import type { Effect } from '../../operations/kit.ts'
import { gone, probeOfOne } from './one-resource.ts'
import type { Probe } from './probe.ts'

/** An exclusive host that holds another number of desktops (workspace.md §2.2, §4.5). */
export async function probeHostDesktops(
  reads: Cloud,
  { hostId, desktopId, was, becomes }: Extract<Effect, { kind: 'host_desktops' }>,
): Promise<Probe> {
  const [host] = await allHosts(reads, { hostId })
  if (!host) return gone
  const desktops = await listHostDesktops(reads, hostId)
  const count = desktops.length
  const words = withParams('reasons.hostDesktopsNow', { count })
  const isSettled = desktops.every(({ task, status }) => task === undefined && status !== 'BUILD')
  if (count === becomes) return probeOfOne(desktopId, { state: isSettled ? 'reached' : 'moving', words, read: {} })
  if (count === was) return probeOfOne(desktopId, { state: 'before', words, read: {} })
  const isBetween = count > Math.min(was, becomes) && count < Math.max(was, becomes)
  return probeOfOne(desktopId, { state: isBetween ? 'moving' : 'failed', words, read: {} })
}
