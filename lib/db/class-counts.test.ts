import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleTallies } from '#lib/insights/settle.ts'
import { jobListing } from '#lib/jobs/narrow.ts'
import { orderListing } from '#lib/orders/places.ts'
import { classesOf } from './kept-classes.ts'
import type { Listing } from './listing.ts'
import { cloudJob, cloudOrder } from './mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { createAccount } from './testing/people.ts'

let database: TestDatabase
let accountId: string
beforeAll(async () => {
  database = await createTestDatabase()
  accountId = (await createAccount(database.db)).id
})
afterAll(() => database.drop())

const counted = async () => {
  const { rows } = await database.db.execute(sql`
    select 'order' as of, class_key, sum(members)::integer as members from order_class group by class_key having sum(members) <> 0
    union all select 'job', class_key, sum(members)::integer from job_class group by class_key having sum(members) <> 0
    order by of, class_key`)
  return rows
}

const there = async () => {
  const { rows } = await database.db.execute(sql`
    select 'order' as of, class_key, count(*)::integer as members from cloud_order group by class_key
    union all select 'job', class_key, count(*)::integer from cloud_job group by class_key order by of, class_key`)
  return rows
}

/** What this process keeps in memory. */
const kept = async () => {
  const of = async (name: string, listing: Listing) =>
    (await classesOf(database.db, listing)).flatMap(({ classes, members }) =>
      classes.flatMap(({ key }, place) => {
        const its = members[place] ?? 0
        return its === 0 ? [] : [{ of: name, class_key: key, members: its }]
      }),
    )
  const all = [...(await of('job', jobListing)), ...(await of('order', orderListing))]
  return all.toSorted((a, b) =>
    a.of === b.of ? Number(BigInt(a.class_key) - BigInt(b.class_key)) : a.of < b.of ? -1 : 1,
  )
}

/** Orders and jobs beyond what their class says to be its bounds. */
const beyondBounds = async () => {
  const { rows } = await database.db.execute(sql`
    select order_id as id from cloud_order o join (
      select class_key, min(ordered_low) as ol, max(ordered_high) as oh, min(amount_low) as al, max(amount_high) as ah,
        min(paid_low) as pl, max(paid_high) as ph, min(pay_until_low) as ul, max(pay_until_high) as uh
      from order_class group by class_key) c using (class_key)
    where not (ordered_key between ol and oh and amount_key between al and ah and paid_key between pl and ph and pay_until_key between ul and uh)
      or ol is null
    union all select job_id from cloud_job j join (
      select class_key, min(started_low) as sl, max(started_high) as sh, min(duration_low) as dl, max(duration_high) as dh
      from job_class group by class_key) c using (class_key)
    where not (started_at between sl and sh and duration_key between dl and dh) or sl is null`)
  return rows
}

const write = fc.record({
  what: fc.constantFrom('insert', 'insert', 'change', 'touch', 'remove', 'settle', 'settle', 'look', 'look', 'many'),
  nth: fc.nat(6),
  status: fc.constantFrom(3, 5, 6),
  minutes: fc.option(fc.nat(500), { nil: null }),
  amount: fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
})
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never

async function carryOut({ what, nth, status, minutes, amount }: Write): Promise<void> {
  const { db } = database
  const at = minutes === null ? null : new Date(minutes * 60_000)
  const order = {
    status,
    orderedAt: at,
    paidAt: status === 5 ? at : null,
    payUntil: status === 6 ? at : null,
    amountMinor: amount,
  }
  const state = status === 6 ? ('running' as const) : ('succeeded' as const)
  const job = { state, startedAt: at ?? new Date(7), endedAt: status === 5 ? new Date(40_000_000) : null }
  const [isOrder, isJob] = [sql`order_id = ${`CC${nth}`}`, sql`job_id = ${`j${nth}`}`]
  switch (what) {
    case 'insert':
    case 'many': {
      const ids = what === 'many' ? [0, 1, 2, 3, 4] : [nth]
      await db
        .insert(cloudOrder)
        .values(ids.map((id) => ({ accountId, orderId: `CC${id}`, orderType: 1, raw: {}, ...order })))
        .onConflictDoNothing()
      await db
        .insert(cloudJob)
        .values(ids.map((id) => ({ accountId, jobId: `j${id}`, service: 'cph', kind: 'k', ...job })))
        .onConflictDoUpdate({
          target: [cloudJob.accountId, cloudJob.service, cloudJob.jobId],
          set: job,
        })
      break
    }
    case 'change': {
      await db.update(cloudOrder).set(order).where(isOrder)
      await db.update(cloudJob).set(job).where(isJob)
      break
    }
    case 'touch': {
      await db.update(cloudOrder).set({ seenAt: new Date(1) })
      break
    }
    case 'remove': {
      await db.delete(cloudOrder).where(isOrder)
      await db.delete(cloudJob).where(isJob)
      break
    }
    case 'settle': {
      await settleTallies(db)
      break
    }
    case 'look': {
      await kept()
    }
  }
}

test(
  'classes know how many of them there are and between which bounds, whatever is written',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 20 }), async (writes) => {
        for (const each of writes) await carryOut(each)
        expect(await counted()).toEqual(await there())
        expect(await kept()).toEqual(await there())
        expect(await beyondBounds()).toEqual([])
      }),
      { numRuns: 40 },
    )
    const before = await counted()
    await database.db.execute(sql`select recount_classes()`)
    expect(await counted()).toEqual(before)
    expect(await kept()).toEqual(before)
  },
)

test('a class that is settled stands in one row, and one that nothing is left of in none when all have heard of it', async () => {
  await database.db.delete(cloudOrder)
  await database.db
    .insert(cloudOrder)
    .values(['CD1', 'CD2'].map((orderId) => ({ accountId, orderId, status: 6, orderType: 1, raw: {} })))
  await database.db
    .update(cloudOrder)
    .set({ status: 5 })
    .where(sql`order_id = 'CD1'`)
  await settleTallies(database.db)
  await settleTallies(database.db)
  const { rows } = await database.db.execute(sql`select status, members::integer from order_class order by status`)
  expect(rows).toEqual([
    { status: 5, members: 1 },
    { status: 6, members: 1 },
  ])
})

test('two who write orders of one class at once do not wait for each other', async () => {
  const order = (orderId: string) => ({ accountId, orderId, status: 5, orderType: 1, raw: {} })
  await database.db.transaction(async (first) => {
    await first.insert(cloudOrder).values(order('CE1'))
    await database.db.transaction(async (second) => {
      await second.execute(sql`set local lock_timeout = '5s'`)
      await second.insert(cloudOrder).values(order('CE2'))
      await second.execute(sql`select settle_classes()`)
    })
  })
  expect(await counted()).toEqual(await there())
})
