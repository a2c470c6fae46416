import type { Cloud } from '../../cloud/cloud.ts'
import { CloudError } from '../../cloud/errors.ts'
import type { EcsServer } from '../../cloud/services/ecs-server-row.ts'
import { showEcsServer } from '../../cloud/services/ecs-servers.ts'
import { withParams } from '../../errors.ts'
import type { Effect } from '../../operations/kit.ts'
import { stepOf } from './desktop.ts'
import { gone, probeOfOne } from './one-resource.ts'
import type { Probe } from './probe.ts'

const resizing = ['RESIZE', 'VERIFY_RESIZE']

/** An ECS server that gets another flavor: stopped or not, it ends as it was before (ecs.md §2, §3.1). */
export async function probeEcsFlavor(
  reads: Cloud,
  { serverId, was, becomes }: Extract<Effect, { kind: 'ecs_flavor' }>,
): Promise<Probe> {
  const server = await readServer(reads, serverId)
  if (!server) return gone
  const { status, task } = server
  const read = { ecsServers: [server] }
  const now = server.flavor?.id
  if (status === 'ERROR') return probeOfOne(serverId, { state: 'failed', words: 'reasons.resourceInError', read })
  const isOurs = resizing.includes(status) || task?.startsWith('resize') === true
  if (isOurs || task !== undefined) {
    const step = resizing.includes(status) ? 'reasons.step.resizing' : stepOf(task ?? '')
    const state = isOurs || now === becomes ? 'moving' : 'busy'
    return probeOfOne(serverId, { state, words: 'reasons.resourceBusy', read, step })
  }
  const state = now === becomes ? 'reached' : now === was ? 'before' : 'failed'
  return probeOfOne(serverId, { state, words: withParams('reasons.ecsFlavorNow', { flavor: now ?? '?' }), read })
}

/** Undefined for a server that is not there any more: 404, or status `DELETED`. */
async function readServer(reads: Cloud, id: string): Promise<EcsServer | undefined> {
  try {
    const server = await showEcsServer(reads, id)
    return server.status === 'DELETED' || server.status === '' ? undefined : server
  } catch (thrown) {
    const isMissing = thrown instanceof CloudError && (thrown.httpStatus === 404 || missing.has(thrown.code))
    if (isMissing) return undefined
    throw thrown
  }
}

const missing = new Set(['Ecs.0114', 'Ecs.0614'])
