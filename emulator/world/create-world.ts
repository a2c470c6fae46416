import type { Cloud } from '../cloud.ts'
import { seedAccounts } from './seed-accounts.ts'
import { seedCoupons } from './seed-coupons.ts'
import { seedCloudServers } from './seed-cloud-servers.ts'
import { seedDesktops } from './seed-desktops.ts'
import { seedNetwork, seedZones } from './seed-network.ts'
import { seedServers } from './seed-servers.ts'
import { emptyWorld } from './world.ts'

/** When everything but the servers came into being. */
const seededAt = Date.UTC(2025, 0, 10, 2)

/** Replaces the state of a cloud by a freshly seeded one. */
export function seedWorld(cloud: Cloud, seed: string): void {
  const world = emptyWorld(seed)
  cloud.world = world
  seedAccounts(world, seededAt)
  seedCoupons(world, seededAt)
  seedZones(world)
  for (const account of world.accounts)
    for (const project of world.projects)
      if (project.domainId === account.domainId) seedNetwork(world, account, project, seededAt)
  seedServers(cloud)
  seedDesktops(cloud)
  seedCloudServers(cloud)
}
