import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import type { CloudServer } from '../../world/cloud-server.ts'
import { ecsError, refuseBody, serverActionBody } from './resize-body.ts'
import { existingServer } from './resize-rules.ts'
import { beginJob, planJob, startSteps, stopSteps } from './run-job.ts'

/** POST /v1/{project_id}/cloudservers/action: os-start or os-stop of up to a thousand servers, one job for all. */
export function actOnServers(call: Call): Reply {
  const body = readBody(call, serverActionBody, refuseBody)
  const isStart = body['os-start'] !== undefined
  const named = body['os-start'] ?? body['os-stop']
  const servers = (named?.servers ?? []).map(({ id }) => existingServer(call, id))
  for (const server of servers) checkPower(server, isStart)
  const job = planJob(
    call,
    isStart ? 'startServer' : 'stopServer',
    servers.map((server) => ({
      serverId: server.id,
      work: { kind: 'power' as const },
      // What is already so has nothing to go through.
      steps: (server.status === 'ACTIVE') === isStart ? [] : [...(isStart ? startSteps : stopSteps)],
    })),
    true,
  )
  call.cloud.world.serverJobs.push(job)
  beginJob(call.cloud, job, call.at)
  return { ...ok({ job_id: job.id }), jobId: job.id }
}

function checkPower(server: CloudServer, isStart: boolean): void {
  if (server.isLocked) throw ecsError('Ecs.0605', 'The server is locked.')
  if (server.task !== null) throw ecsError('Ecs.0603', 'Another command is running on the server. Retry in a minute.')
  if (server.status === 'ERROR' || (server.isFrozen && isStart))
    throw ecsError('Ecs.0100', `The server status ${server.status} does not allow this operation.`)
}
