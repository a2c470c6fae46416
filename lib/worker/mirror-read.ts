import type { WorkerDeps } from './deps.ts'
import type { Read } from './effects/probe.ts'
import { mirrorDesktops } from './mirror-desktops.ts'
import { mirrorEcsServers } from './mirror-ecs-servers.ts'
import { mirrorOrder, mirrorServers } from './mirror.ts'

/** Mirrors what a probe read, so that lists show it as soon as the request does. */
export async function mirrorRead(
  deps: WorkerDeps,
  accountId: string,
  { phoneServers = [], desktops = [], ecsServers = [], orders = [] }: Read,
): Promise<void> {
  await mirrorServers(deps, accountId, phoneServers)
  if (desktops.length > 0) await mirrorDesktops(deps.db, accountId, desktops)
  if (ecsServers.length > 0) await mirrorEcsServers(deps.db, accountId, ecsServers)
  for (const order of orders) await mirrorOrder(deps.db, accountId, order)
}
