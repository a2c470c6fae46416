import { hexOf, uuidOf } from '../ids.ts'
import type { ServerJob } from './cloud-server.ts'
import type { DesktopJob } from './desktop.ts'
import type { CphJob } from './phone-server.ts'
import type { World } from './world.ts'

const projectOf = (world: World): string => world.projects[0]?.id ?? ''

/** One of many jobs of phone servers, each begun by a call of its own. It runs until somebody fails it. */
export const bulkPhoneJob = (world: World, count: number, at: number): CphJob => ({
  id: hexOf('bulk phone-job', count),
  projectId: projectOf(world),
  requestId: hexOf('bulk phone-request', count),
  serverId: hexOf('bulk phone-server', count),
  status: 1,
  beganAt: at,
})

/** One of many jobs of desktops, half done. */
export const bulkDesktopJob = (world: World, count: number, at: number): DesktopJob => ({
  id: uuidOf('bulk desktop-job', count),
  projectId: projectOf(world),
  type: 'resizeDesktops',
  parts: [
    {
      id: uuidOf('bulk desktop-part', count),
      desktopId: uuidOf('bulk desktop', count),
      status: 'RUNNING',
      process: 50,
      work: { kind: 'resize', productId: 'workspace.x86.ultimate.xlarge2' },
      steps: [],
      beganAt: at,
    },
  ],
  beganAt: at,
})

/** One of many jobs of ECS servers; its server, where there is one, is seen at work. */
export function bulkServerJob(world: World, count: number, at: number): ServerJob {
  const serverId = uuidOf('bulk server', count)
  const server = world.cloudServers.find((row) => row.id === serverId)
  if (server !== undefined) Object.assign(server, { status: 'RESIZE', task: 'resize_migrating' })
  const work = { kind: 'resize', flavorId: 's6.xlarge.2' } as const
  return {
    id: uuidOf('bulk server-job', count),
    projectId: projectOf(world),
    type: 'resizeServer',
    isUnpaid: false,
    isBatch: false,
    parts: [{ id: uuidOf('bulk server-part', count), serverId, status: 'RUNNING', work, steps: [], beganAt: at }],
    beganAt: at,
  }
}
