import { listDesktops } from '#lib/cloud/services/workspace-desktops.ts'
import { readTarget } from '#lib/inventory/read-target.ts'
import { Input } from '#lib/operations/change-desktop/contract.ts'
import { start } from '#lib/operations/change-desktop/start.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { syncInventory } from '#lib/worker/sync-inventory.ts'
import type { World } from './world.ts'

/** A desktop of the pretend cloud by its name. */
export async function desktopNamed(world: World, name: string) {
  const { desktops } = await listDesktops(await world.deps.reads(world.accountId), { computerName: name })
  const desktop = desktops.find((row) => row.name === name)
  if (!desktop) throw new Error(`The pretend cloud has no desktop ${name}`)
  return desktop
}

/** The form for a desktop as the inventory has it now, filled with `change`. */
export async function changeOf(world: World, name: string, change: Record<string, unknown>): Promise<Input> {
  const { id } = await desktopNamed(world, name)
  await syncInventory(world.deps, world.accountId)
  const found = await readTarget(await world.as(world.admin), { kind: 'desktop', id, accountId: world.accountId })
  return Input.parse({ ...start(world.accountId, found?.target), change })
}

/** Writes of the ledger that are the very call of a request, by path and by bytes. */
export async function sentBy(world: World, id: string) {
  const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
  return (await world.cloud.ledger()).filter((row) => row.path === call.path && row.body === call.body)
}

/** Somebody else changes something in the vendor's own console. */
export async function writeNow(world: World, path: string, body: Record<string, unknown>): Promise<void> {
  const cloud = await world.deps.spends(world.accountId)
  const prepared = await cloud.prepareWrite({
    service: 'workspace',
    method: 'POST',
    path: `/v2/${cloud.projectId}/${path}`,
    body: JSON.stringify(body),
    api: 'workspace.write',
    refusals: new Set<string>(),
    isAccepted: () => true,
  })
  const answer = await cloud.sendWrite(prepared)
  if (answer.kind !== 'accepted') throw new Error(`The pretend cloud did not take it: ${JSON.stringify(answer)}`)
}
