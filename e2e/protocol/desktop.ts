import { eq } from 'drizzle-orm'
import { listDesktops, showDesktop } from '#lib/cloud/services/workspace-desktops.ts'
import { cloudJob, cloudOrder } from '#lib/db/mirror-schema.ts'
import { orderLink, payment } from '#lib/db/schema.ts'
import { readTarget } from '#lib/inventory/read-target.ts'
import { Input } from '#lib/operations/change-desktop/contract.ts'
import { start } from '#lib/operations/change-desktop/start.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { syncNow } from '#lib/worker/sync.ts'
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
  await syncNow(world.deps, world.accountId, ['desktops', 'ecs_servers'])
  const found = await readTarget(await world.as(world.admin), { kind: 'desktop', id, accountId: world.accountId })
  return Input.parse({ ...start(world.accountId, found?.target), change })
}

/** What tests of changed desktops ask of their world. */
export const desktopsOf = (world: World) => ({
  /** A change that a second person has approved, and the form that it was asked with. */
  async approved(name: string, change: Record<string, unknown>) {
    const input = await changeOf(world, name, change)
    return { id: await world.approvedOf('change-desktop', input), input }
  },
  now: async (id: string) => showDesktop(await world.deps.reads(world.accountId), id),
  documentOf: (id: string) => loadDocument(world.db, id, 1),
  /** What became of the very call of a request, by path and by bytes, each time that it was sent. */
  async outcomes(id: string) {
    const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
    const rows = (await world.cloud.ledger()).filter((row) => row.path === call.path && row.body === call.body)
    return rows.map((row) => row.outcome)
  },
  paidFor: async (id: string) => (await world.db.select().from(payment).where(eq(payment.requestId, id)))[0],
  jobOf: async (id: string) => (await world.db.select().from(cloudJob).where(eq(cloudJob.requestId, id)))[0],
  async orderOf(id: string) {
    const [order] = await world.db
      .select({ amountMinor: cloudOrder.amountMinor, orderType: cloudOrder.orderType })
      .from(orderLink)
      .innerJoin(cloudOrder, eq(cloudOrder.orderId, orderLink.orderId))
      .where(eq(orderLink.requestId, id))
    return order
  },
  async diskOf(name: string, place = 0) {
    const disk = (await desktopNamed(world, name)).dataVolumes[place]
    if (!disk?.volumeId) throw new Error(`${name} has no data disk`)
    return disk.volumeId
  },
  /** Loses the answer to the next write whose path matches. */
  lose: (path: string) =>
    world.cloud.control('faults', { fault: 'status-504', when: 'after', times: 1, match: { method: 'POST', path } }),
})

/** States in which the delivery is over. */
export const ends = ['done', 'partly_done', 'delivery_failed']

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
