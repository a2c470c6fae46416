import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderListing } from '#lib/orders/places.ts'
import { isAtAnEnd, partAmong, partWithin, statsOf } from './column-stats.ts'
import { cloudOrder } from './mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { createAccount } from './testing/people.ts'

const rows = 4000

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { id } = await createAccount(database.db)
  // One order in four is of 500; the others cost from 1 to 4000, and the last a million.
  await database.db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, raw, user_name, amount_minor, ordered_at)
    select ${id}, 'CS' || n, 5, 1, '{}', case when n % 10 = 0 then 'seldom-' || n else 'often' end,
      case when n = ${rows} then 1000000 when n % 4 = 0 then 500 else n end, to_timestamp(n * 3600)
    from generate_series(1, ${rows}) n`)
})
afterAll(() => database.drop())

test('nothing is said of a table of which nothing was gathered yet', async () => {
  const stats = await statsOf(database.db, { ...orderListing })
  expect(partWithin(stats, cloudOrder.amountKey, { low: 0, high: 9 })).toBeUndefined()
  expect(partAmong(stats, cloudOrder.personKey, ['cloud:often'], rows)).toBeUndefined()
})

test('how much of a table a range leaves is told nearly as it is', async () => {
  await database.db.execute(sql`analyze cloud_order`)
  const stats = await statsOf(database.db, { ...orderListing })
  const amounts = (low: number, high: number) => partWithin(stats, cloudOrder.amountKey, { low, high })
  expect(amounts(-Infinity, Infinity)).toBeCloseTo(1, 1)
  expect(amounts(500, 500)).toBeCloseTo(0.25, 1)
  expect(amounts(1001, 2000)).toBeCloseTo(0.19, 1)
  expect(amounts(-9, 0)).toBeCloseTo(0, 2)
  const hours = (from: number, to: number) =>
    partWithin(stats, cloudOrder.orderedKey, { low: from * 3_600_000, high: to * 3_600_000 })
  expect(hours(0, rows / 2)).toBeCloseTo(0.5, 1)
  expect(hours(rows * 0.9, Infinity)).toBeCloseTo(0.1, 1)
})

test('what lies far apart at the end of a column is known to be unknown', async () => {
  const stats = await statsOf(database.db, { ...orderListing })
  const isUnsure = (low: number, high: number) => isAtAnEnd(stats, cloudOrder.amountKey, { low, high })
  expect(isUnsure(500_000, Infinity)).toBe(true)
  expect(isUnsure(1000, 2000)).toBe(false)
})

test('a value that is common and one that is rare are told apart', async () => {
  const stats = await statsOf(database.db, { ...orderListing })
  const people = (...names: string[]) => partAmong(stats, cloudOrder.personKey, names, rows)
  expect(people('cloud:often')).toBeCloseTo(0.9, 1)
  expect(people('cloud:seldom-10', 'cloud:nobody')).toBeLessThan(0.01)
})
