import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { person, session } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createAccount, createPerson, removeRole } from '#lib/db/testing/people.ts'
import { endSession, findSession, hashSessionId, openSession } from './sessions.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

describe('a session', () => {
  const age = (
    sessionId: string,
    change: Partial<Record<'seenAt' | 'expiresAt' | 'confirmedAt', ReturnType<typeof sql>>>,
  ) =>
    database.db
      .update(session)
      .set(change)
      .where(eq(session.idHash, hashSessionId(sessionId)))
  const open = async () => {
    const account = await createAccount(database.db)
    const someone = await createPerson(database.db, { roles: ['admin', 'reviewer'], account })
    return { account, someone, sessionId: await openSession(database.db, someone.id, 'test') }
  }

  test('carries the roles that the person has now, not those at sign-in', async () => {
    const { account, someone, sessionId } = await open()
    const rolesNow = async () => (await findSession(database.db, sessionId))?.actor.memberships.map(({ role }) => role)
    expect((await rolesNow())?.toSorted()).toEqual(['admin', 'reviewer'])
    await removeRole(database.db, someone.id, account.id, 'reviewer')
    expect(await rolesNow()).toEqual(['admin'])
  })

  test('is kept as a digest: the database never learns the id', async () => {
    const { sessionId } = await open()
    const { rows } = await database.db.execute(sql`select row_to_json(s)::text as row from session s`)
    expect(JSON.stringify(rows)).toContain(hashSessionId(sessionId))
    expect(JSON.stringify(rows)).not.toContain(sessionId)
  })

  test('ends after 30 minutes without a request', async () => {
    const { sessionId } = await open()
    await age(sessionId, { seenAt: sql`clock_timestamp() - interval '29 minutes 50 seconds'` })
    expect(await findSession(database.db, sessionId)).toBeDefined()
    await age(sessionId, { seenAt: sql`clock_timestamp() - interval '30 minutes'` })
    expect(await findSession(database.db, sessionId)).toBeUndefined()
  })

  test('ends twelve hours after sign-in however busy it is', async () => {
    const { sessionId } = await open()
    const { rows } = await database.db.execute(
      sql`select extract(epoch from expires_at - created_at)::int as seconds from session where id_hash = ${hashSessionId(sessionId)}`,
    )
    expect(rows).toEqual([{ seconds: 12 * 60 * 60 }])
    await age(sessionId, { expiresAt: sql`clock_timestamp()` })
    expect(await findSession(database.db, sessionId)).toBeUndefined()
  })

  test('is kept alive by what its person does, not by what a page reads in the background', async () => {
    const { sessionId } = await open()
    await age(sessionId, { seenAt: sql`clock_timestamp() - interval '29 minutes'` })
    expect(await findSession(database.db, sessionId, { isActivity: false })).toBeDefined()
    await age(sessionId, { seenAt: sql`${session.seenAt} - interval '1 minute'` })
    expect(await findSession(database.db, sessionId)).toBeUndefined()
  })

  test('counts as confirmed for ten minutes after sign-in', async () => {
    const { sessionId } = await open()
    expect((await findSession(database.db, sessionId))?.isConfirmed).toBe(true)
    await age(sessionId, { confirmedAt: sql`clock_timestamp() - interval '10 minutes'` })
    expect((await findSession(database.db, sessionId))?.isConfirmed).toBe(false)
  })

  test('is marked as seen at most once a minute', async () => {
    const { sessionId } = await open()
    const seenAt = async () =>
      (
        await database.db
          .select({ seenAt: session.seenAt })
          .from(session)
          .where(eq(session.idHash, hashSessionId(sessionId)))
      )[0]?.seenAt.getTime()
    const first = await seenAt()
    await findSession(database.db, sessionId)
    expect(await seenAt()).toBe(first)
    await age(sessionId, { seenAt: sql`clock_timestamp() - interval '61 seconds'` })
    const old = (await seenAt()) ?? 0
    await findSession(database.db, sessionId)
    expect(await seenAt()).toBeGreaterThan(old)
  })

  test('ends at once on sign-out, and when the person is disabled', async () => {
    const { sessionId } = await open()
    await endSession(database.db, hashSessionId(sessionId))
    expect(await findSession(database.db, sessionId)).toBeUndefined()

    const other = await open()
    await database.db
      .update(person)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(eq(person.id, other.someone.id))
    expect(await findSession(database.db, other.sessionId)).toBeUndefined()
  })

  test('leaves its beginning and its one end in the books', async () => {
    const { someone, sessionId } = await open()
    await endSession(database.db, hashSessionId(sessionId))
    await endSession(database.db, hashSessionId(sessionId))
    const { rows } = await database.db.execute(sql`select event from audit where actor_id = ${someone.id} order by seq`)
    expect(rows).toEqual([{ event: 'session.open' }, { event: 'session.end' }])
  })

  test('that was never opened is nobody’s', async () => {
    expect(await findSession(database.db, 'made up')).toBeUndefined()
  })
})
