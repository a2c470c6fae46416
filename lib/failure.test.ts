import { once } from 'node:events'
import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from './db/client.ts'
import { createTestDatabase, type TestDatabase } from './db/testing/database.ts'
import { AppError } from './errors.ts'
import { toFailure } from './failure.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** What the browser is told of what `work` throws. */
async function told(work: () => Promise<unknown>) {
  const thrown: unknown = await work().then(
    () => new Error('Nothing was thrown'),
    (error: unknown) => error,
  )
  const { code, message } = toFailure(thrown, { entry: 'test', traceId: 'trace' })
  return { code, message }
}

const away = { code: 'unavailable', message: 'errors.databaseAway' }

async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  const url = new URL(database.url)
  url.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return url.href
}

describe('a database that is away', () => {
  test('is named to whoever reads or writes when nobody answers at its address', async () => {
    const db = openDatabase(await deadUrl(), { app: 'countersign-test' })
    expect(await told(() => db.execute(sql`select 1`))).toEqual(away)
    expect(await told(() => db.transaction((tx) => tx.execute(sql`select 1`)))).toEqual(away)
    await db.$client.end()
  })

  test('is named when it ends the connection in the middle of a statement or a transaction', async () => {
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`
    expect(await told(() => database.db.execute(ended))).toEqual(away)
    expect(await told(() => database.db.transaction((tx) => tx.execute(ended)))).toEqual(away)
    expect(await database.db.execute(sql`select 1 as one`)).toMatchObject({ rows: [{ one: 1 }] })
  })

  test('is not blamed for a refusal of its own, nor for anything else', async () => {
    expect(await told(() => database.db.execute(sql`select 1 / 0`))).toMatchObject({ code: 'internal' })
    expect(await told(() => Promise.reject(new TypeError('a surprise')))).toMatchObject({ code: 'internal' })
    expect(await told(() => Promise.reject(new AppError('conflict', 'errors.changedMeanwhile')))).toEqual({
      code: 'conflict',
      message: 'errors.changedMeanwhile',
    })
  })
})
