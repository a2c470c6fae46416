import type { Cloud } from '../../cloud/cloud.ts'
import { CloudError } from '../../cloud/errors.ts'
import type { EcsServer } from '../../cloud/services/ecs-server-row.ts'
import { showEcsServer } from '../../cloud/services/ecs-servers.ts'
import { withParams } from '../../errors.ts'
import { unlessResizable } from '../../operations/ecs-server-state.ts'
import type { Effect } from '../../operations/kit.ts'
import { stepOf } from './desktop.ts'
import { gone, probeOfOne } from './one-resource.ts'
import type { Probe } from './probe.ts'

type FlavorEffect = Extract<Effect, { kind: 'ecs_flavor' }>

/** An ECS server that gets another flavor: stopped or not, it ends as it was before (ecs.md §2, §3.1). */
export async function probeEcsFlavor(reads: Cloud, effect: FlavorEffect): Promise<Probe> {
  const server = await readServer(reads, effect.serverId)
  if (!server) return gone
  return probeOfOne(server.id, { ...standing(server, effect), read: { ecsServers: [server] } })
}

type Standing = Pick<Probe, 'state' | 'words'> & { step?: string }

const resizing = new Set(['RESIZE', 'VERIFY_RESIZE'])

function standing(server: EcsServer, { was, becomes, isRunning }: FlavorEffect): Standing {
  const { status, task } = server
  const flavor = server.flavor?.id
  if (status === 'ERROR') return { state: 'failed', words: 'reasons.resourceInError' }
  // Only a resize does that; switching on or off can be anybody's until the flavor is the new one.
  if (resizing.has(status) || task?.startsWith('resize') === true)
    return { state: 'moving', words: 'reasons.resourceBusy', step: 'reasons.step.resizing' }
  if (task !== undefined)
    return { state: flavor === becomes ? 'moving' : 'busy', words: 'reasons.resourceBusy', step: stepOf(task) }
  const words = withParams('reasons.ecsFlavorNow', { flavor: flavor ?? '?' })
  if (flavor === becomes) return { state: 'reached', words }
  if (flavor !== was) return { state: 'failed', words }
  const refusal = unlessResizable({ ...server, task: '' })
  if (refusal !== undefined) return { state: 'busy', words: refusal }
  if ((status === 'ACTIVE') === isRunning) return { state: 'before', words }
  // Its flavor is still the one that was reviewed, so this proves nothing about a call of ours.
  return { state: 'busy', words: isRunning ? 'reasons.serverStopped' : 'reasons.serverStarted' }
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
