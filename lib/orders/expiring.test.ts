import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudOrderResource, desktop } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { ExpiringFilter } from './expiring-filter.ts'
import { expiringHref } from './expiring-query.ts'
import { listExpiring } from './expiring.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

const insertResource = (
  { account }: Cast,
  resourceId: string,
  values: Partial<typeof cloudOrderResource.$inferInsert> = {},
) =>
  database.db
    .insert(cloudOrderResource)
    .values({ accountId: account.id, orderId: 'CS1', resourceId, status: 2, expiresAt: inDays(10), ...values })

const listed = async (cast: Cast, filter: Record<string, string> = {}) =>
  (await listExpiring(await contextFor(database.db, cast.support), ExpiringFilter.parse(filter))).rows

test('what runs out soon is listed, the soonest first, and what is closed or runs longer is not', async () => {
  const cast = await createCast(database.db)
  await insertResource(cast, 'later')
  await insertResource(cast, 'soon', { expiresAt: inDays(2) })
  await insertResource(cast, 'in two months', { expiresAt: inDays(45) })
  await insertResource(cast, 'over', { expiresAt: inDays(-1) })
  await insertResource(cast, 'closed', { status: 3 })
  await insertResource(cast, 'disk', { isMain: false })
  await insertResource(cast, 'on demand', { expiresAt: null })
  await insertResource(await createCast(database.db), 'of others')
  expect((await listed(cast)).map(({ resourceId }) => resourceId)).toEqual(['soon', 'later'])
  expect((await listed(cast, { within: '60d' })).map(({ resourceId }) => resourceId)).toEqual([
    'soon',
    'later',
    'in two months',
  ])
  expect((await listed(cast, { q: 'SOO' })).map(({ resourceId }) => resourceId)).toEqual(['soon'])
})

test('what was renewed runs until its renewal does', async () => {
  const cast = await createCast(database.db)
  await insertResource(cast, 'renewed')
  await insertResource(cast, 'renewed', { orderId: 'CS2', expiresAt: inDays(300) })
  await insertResource(cast, 'renewed briefly')
  await insertResource(cast, 'renewed briefly', { orderId: 'CS2', expiresAt: inDays(20) })
  expect(await listed(cast)).toMatchObject([{ resourceId: 'renewed briefly', orderId: 'CS2' }])
})

test('a resource leads to its page where the console knows it, otherwise to its order', async () => {
  const cast = await createCast(database.db)
  await insertResource(cast, 'd-1', { expiresAt: inDays(1) })
  await insertResource(cast, 'x-1', { name: 'disk-9' })
  await database.db.insert(desktop).values({
    accountId: cast.account.id,
    desktopId: 'd-1',
    name: 'DESIGN-01',
    status: 'ACTIVE',
    billingMode: 'prepaid',
    search: '',
    raw: {},
  })
  const rows = await listed(cast)
  expect(rows.map((row) => [row.name, expiringHref(row)])).toEqual([
    ['DESIGN-01', '/desktops/d-1'],
    ['disk-9', '/orders/CS1'],
  ])
})

test('pages follow each other without a gap', async () => {
  const cast = await createCast(database.db)
  for (let index = 0; index < 60; index += 1)
    await insertResource(cast, `r${index}`, { expiresAt: new Date(inDays(5).getTime() + index * 1000) })
  const ctx = await contextFor(database.db, cast.support)
  const first = await listExpiring(ctx, ExpiringFilter.parse({}))
  const second = await listExpiring(ctx, ExpiringFilter.parse({ after: first.older ?? '' }))
  expect(first.total.count).toBe(60)
  expect([...first.rows, ...second.rows].map(({ resourceId }) => resourceId)).toEqual(
    Array.from({ length: 60 }, (_, index) => `r${index}`),
  )
})
