import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { databaseRoles } from '#lib/db/client.ts'
import { audit, databaseIdentity, purchaseSwitch } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { resumePurchases } from '#lib/requests/purchases.ts'
import { look } from '#lib/worker/look.ts'
import { noteIdentity } from '#lib/worker/may-buy.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  await thawed()
  await world.db.update(purchaseSwitch).set({ stoppedAt: null, stoppedReason: null, frozenAt: null, thawAt: null })
})

/** As a promoted standby or a restored copy has it: the noted database is another than this one. */
const forget = () => world.db.update(databaseIdentity).set({ timeline: sql`${databaseIdentity.timeline} + 1` })
const thawed = () => world.db.update(purchaseSwitch).set({ thawAt: sql`clock_timestamp()` })
const owner = async () => {
  const person = await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId } })
  return await world.as(person)
}

describe('a database that was promoted or restored', () => {
  test('sends nothing until an owner resumes purchases, which takes as long as a lost order may', async () => {
    await noteIdentity(world.deps)
    const id = await world.approved()
    await forget()
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'approved', stateReason: { words: 'reasons.purchasesFrozen' } })
    expect(await world.cloud.purchases()).toEqual([])
    const frozen = await world.db.select().from(audit).where(eq(audit.event, 'purchases.freeze'))
    expect(frozen).toHaveLength(1)

    const ctx = await owner()
    await expect(resumePurchases(ctx)).rejects.toMatchObject({ code: 'conflict' })
    await thawed()
    await resumePurchases(ctx)
    await world.db.execute(sql`update request set wake_at = clock_timestamp() where id = ${id}`)
    await world.follow(id, ['done'], 30_000)
    expect(await world.cloud.purchases()).toHaveLength(1)
  })

  test('refuses an intent by itself, before any worker has noticed', async () => {
    await noteIdentity(world.deps)
    await forget()
    const { rows } = await world.db.execute(sql`select database_is_known() as known`)
    expect(rows).toEqual([{ known: false }])
    await noteIdentity(world.deps)
  })

  test('cannot be thawed early, by whatever statement', async () => {
    await forget()
    await noteIdentity(world.deps)
    await expect(world.db.update(purchaseSwitch).set({ stoppedAt: null })).rejects.toThrow(/Failed query/)
    const [stop] = await world.db.select().from(purchaseSwitch)
    expect(stop?.stoppedAt).not.toBeNull()
  })

  test('can be told by the worker in its own role', async () => {
    await world.db.transaction(async (tx) => {
      await tx.execute(sql`set local role ${sql.identifier(databaseRoles.worker)}`)
      const { rows } = await tx.execute(
        sql`select database_is_known() as known, pg_current_wal_lsn()::text as position`,
      )
      expect(rows[0]).toMatchObject({ known: true })
    })
  })
})

test('only an owner resumes purchases', async () => {
  await expect(resumePurchases(await world.as(world.reviewer))).rejects.toMatchObject({ code: 'forbidden' })
})
