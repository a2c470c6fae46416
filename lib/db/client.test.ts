import { sql } from 'drizzle-orm'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from './client.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a connection that is lost before its transaction begins costs the pool no place', async () => {
  const db = openDatabase(database.url, { app: 'countersign-test', max: 1 })
  await db.execute(sql`select 1`)
  const lose = (client: PoolClient) => void client.end()
  db.$client.on('acquire', lose)
  await expect(db.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow(/begin/)
  db.$client.off('acquire', lose)
  expect(await db.execute(sql`select 1 as one`)).toMatchObject({ rows: [{ one: 1 }] })
  await db.$client.end()
})
