import type { Cloud } from '../../cloud/cloud.ts'
import { allHosts, listHostDesktops } from '../../cloud/services/workspace-hosts.ts'
import { withParams } from '../../errors.ts'
import type { Effect, HostContent } from '../../operations/kit.ts'
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
  const holds = (content: HostContent) =>
    count === content.count && desktops.every(({ productId }) => productId === content.productId)
  const isSettled = desktops.every(({ task, status }) => task === undefined && status !== 'BUILD')
  if (holds(becomes)) return probeOfOne(desktopId, { state: isSettled ? 'reached' : 'moving', words, read: {} })
  if (holds(was)) return probeOfOne(desktopId, { state: 'before', words, read: {} })
  const isBetween = count >= Math.min(was.count, becomes.count) && count <= Math.max(was.count, becomes.count)
  const isOfEither = desktops.every(({ productId }) => productId === was.productId || productId === becomes.productId)
  return probeOfOne(desktopId, { state: isBetween && isOfEither ? 'moving' : 'failed', words, read: {} })
}
