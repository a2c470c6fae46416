import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, request } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { type Cast, createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { move } from './store.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const by = { kind: 'worker' as const, id: 'a worker' }

async function seen(id: string) {
  const [row] = await database.db.select().from(request).where(eq(request.id, id))
  const events = await database.db.select().from(audit).where(eq(audit.requestId, id))
  return { state: row?.state, title: row?.title, events: events.map(({ event }) => event) }
}

describe('a move of a request', () => {
  test('is made from a state that its event leaves, and recorded with it', async () => {
    const { id } = await insertRequest(database.db, cast, { state: 'approved' })
    expect(await move(database.db, { id, event: 'claim', by })).toMatchObject({ was: 'approved', state: 'claimed' })
    expect(await seen(id)).toMatchObject({ state: 'claimed', events: ['request.claim'] })
  })

  test('that somebody else has made is not made again: nothing changes and nothing is recorded', async () => {
    const { id } = await insertRequest(database.db, cast, { state: 'approved' })
    expect(await move(database.db, { id, event: 'approve', by })).toBeUndefined()
    expect(await seen(id)).toMatchObject({ state: 'approved', events: [] })
  })

  test('by a holder whom somebody has overtaken changes nothing', async () => {
    const { id } = await insertRequest(database.db, cast, { state: 'claimed', fence: 8 })
    expect(await move(database.db, { id, event: 'send', by, fence: 7 })).toBeUndefined()
    expect(await seen(id)).toMatchObject({ state: 'claimed', events: [] })
    expect(await move(database.db, { id, event: 'send', by, fence: 8 })).toMatchObject({ state: 'sending' })
  })
})
