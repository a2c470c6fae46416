import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showEcsServer } from '#lib/cloud/services/ecs-servers.ts'
import { orderLink, payment, resourceLink } from '#lib/db/schema.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { resizeOf } from './resize-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const key = 'resize-server'

/** What the cloud was asked for a request: its tries without doing it, and its real calls. */
async function askedBy(id: string) {
  const { call } = await loadDocument(world.db, id, (await world.row(id)).version)
  const rows = (await world.cloud.ledger()).filter((row) => row.path === call.path)
  const isDry = (body: string | null | undefined) => body?.includes('"dry_run":true') === true
  return {
    dry: rows.filter(({ body }) => isDry(body)),
    real: rows.filter(({ body }) => body === call.body),
    all: rows,
  }
}
const serverOf = async (id: string) => await showEcsServer(await world.deps.reads(world.accountId), id)

describe('a yearly/monthly server', () => {
  test('is quoted as the difference, tried, ordered unpaid, compared, paid and followed to the new flavor', async () => {
    const input = await resizeOf(world, 'web-02', 'c7.xlarge.2')
    const id = await world.approvedOf(key, input)
    const { price, call } = await loadDocument(world.db, id, 1)
    expect(price?.amountMinor).toBeGreaterThan(0)
    expect(JSON.parse(call.body)).toEqual({ resize: { flavorRef: 'c7.xlarge.2', extendparam: { isAutoPay: 'false' } } })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    const [paid] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(paid?.amountMinor).toBe(price?.amountMinor)
    const { dry, real } = await askedBy(id)
    expect(dry.map((row) => row.outcome)).toEqual(['accepted'])
    expect(real.map((row) => row.outcome)).toEqual(['accepted'])
    const [link] = await world.db.select().from(resourceLink).where(eq(resourceLink.requestId, id))
    expect(link).toMatchObject({ resourceId: input.target.id, isActedOn: true })
    expect(await serverOf(input.target.id)).toMatchObject({ flavor: { id: 'c7.xlarge.2' }, status: 'SHUTOFF' })
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toHaveLength(1)
  })
})
