import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudJob } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createAccount } from '#lib/db/testing/people.ts'
import { usualInterval, usualMinutes } from './usual-duration.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test.each([
  ['cph', 'switch-phone-server', null, 30],
  ['cph', 'change-phone-flavor', null, 4],
  ['workspace', 'change-desktop', 'resizeDesktops', 20],
  ['ecs', 'resize-server', 'resizeServer', 30],
  ['ecs', 'resize-server', 'stopServer', 3],
  ['ecs', 'resize-server', null, 30],
  ['workspace', 'change-phone-flavor', null, 20],
  ['something', 'else', 'entirely', 30],
])('a job of %s for %s (%s) usually takes %d minutes at most, in the list as in the database', async (...row) => {
  const [service, kind, cloudKind, minutes] = row
  expect(usualMinutes(service, kind, cloudKind)).toBe(minutes)
  const account = await createAccount(database.db)
  await database.db
    .insert(cloudJob)
    .values({ accountId: account.id, jobId: 'j', service, kind, cloudKind, state: 'running', startedAt: new Date() })
  const [found] = await database.db
    .select({ usual: usualInterval })
    .from(cloudJob)
    .where(eq(cloudJob.accountId, account.id))
  expect(found?.usual).toBe(`00:${String(minutes).padStart(2, '0')}:00`)
})
