import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { databaseRoles } from '#lib/db/client.ts'
import { audit, databaseIdentity, purchaseSwitch } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { withParams } from '#lib/errors.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { resumePurchases } from '#lib/requests/purchases.ts'
import { resubmitRequest } from '#lib/requests/resubmit.ts'
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

  test('does not send what the one before it may have sent: a person is told of the order', async () => {
    // The freeze outlasts the lag of the lists; here it is cut short.
    await world.cloud.control('options', { listLagSeconds: 0 })
    await noteIdentity(world.deps)
    const id = await world.approved()
    const { call } = await loadDocument(world.db, id, 1)
    const cloud = await world.deps.spends(world.accountId)
    const prepared = await cloud.prepareWrite({ ...call, refusals: new Set<string>(), isAccepted: () => true })
    await cloud.sendWrite(prepared)
    await forget()
    await noteIdentity(world.deps)
    await thawed()
    await resumePurchases(await owner())

    const held = await world.follow(id, ['held'])
    const sent = (await world.cloud.purchases()).filter(({ body }) => body === call.body)
    expect(sent).toHaveLength(1)
    expect(held.stateReason).toMatchObject({
      words: withParams('reasons.perhapsForgotten', { count: 1, orders: sent[0]?.order_id ?? '' }),
    })

    // Whoever has looked at the order may ask again: what is asked for from then on is not in doubt.
    await world.db.update(databaseIdentity).set({ replacedAt: sql`clock_timestamp() - interval '6 minutes'` })
    await resubmitRequest(await world.as(world.admin), { id, comment: 'looked: not ours' })
    const { version, approvalHash } = await world.row(id)
    await approveRequest(await world.as(world.reviewer), { id, version, hash: approvalHash, comment: '' })
    await world.follow(id, ['done'], 30_000)
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
