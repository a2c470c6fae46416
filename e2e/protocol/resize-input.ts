import { allEcsServers } from '#lib/cloud/services/ecs-servers.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import type { Input } from '#lib/operations/resize-server/contract.ts'
import { start } from '#lib/operations/resize-server/start.ts'
import { loadDocument } from '#lib/requests/load.ts'
import type { World } from './world.ts'

/** What reading needs of a world. */
type Asked = Pick<World, 'accountId'> & { deps: Pick<World['deps'], 'reads'> }

/** The pretend cloud's server of that name, as it is now. */
export async function serverNamed(world: Asked, name: string) {
  const servers = await allEcsServers(await world.deps.reads(world.accountId), { name })
  const server = servers.find((row) => row.name === name)
  if (!server) throw new Error(`The pretend cloud has no server ${name}`)
  return server
}

type Wish = { hyperThreading?: 'on' | 'off'; dedicatedHostId?: string }

/** What the form makes of a server and a flavor: a running one is stopped, resized and started again. */
export async function resizeOf(world: Asked, name: string, flavorId: string, wish: Wish = {}): Promise<Input> {
  const { accountId } = world
  const server = await serverNamed(world, name)
  const { id, flavor, status, billing, resourceSpec, osType, dedicatedHostId } = server
  const facts = {
    status,
    resourceSpec,
    osType,
    dedicatedHostId,
    billingMode: billing,
    flavorId: flavor?.id,
    vcpus: flavor?.cpuCores,
    memoryMib: flavor?.memoryMib,
  }
  const begun = start(accountId, { kind: 'ecs_server', id, name, facts })
  const lookups = createLookups(await world.deps.reads(accountId), { cacheKey: accountId, ageMaxMs: 0 })
  const row = (await lookups.resizeFlavors(id)).find((one) => one.id === flavorId)
  const { vcpus = 1, memoryMib = 1024, canSetThreads = false } = row ?? {}
  const made = {
    ...begun,
    flavor: { ...begun.flavor, flavorId, vcpus, memoryMib, canSetThreads, ...wish },
    power: { how: status === 'ACTIVE' ? 'stop_and_start' : 'as_it_is' },
  }
  // JSON, as it comes from a form; what is missing in it is for the contract to say.
  return JSON.parse(JSON.stringify(made))
}

/** Submits and approves a resize; `asked` tells what the cloud was asked since: its tries, and its real calls. */
export async function approvedResize(world: World, input: Input) {
  const { length } = await world.cloud.ledger()
  const id = await world.approvedOf('resize-server', input)
  const asked = async () => {
    const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
    const rows = (await world.cloud.ledger()).slice(length).filter((row) => row.path === call.path)
    return {
      dry: rows.filter(({ body }) => body?.includes('"dry_run":true')).map(({ outcome }) => outcome),
      real: rows.filter(({ body }) => body === call.body).map(({ outcome }) => outcome),
    }
  }
  return { id, asked }
}
