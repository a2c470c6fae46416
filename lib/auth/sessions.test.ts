import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { person, session } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createAccount, createPerson, removeRole, testBrowser } from '#lib/db/testing/people.ts'
import {
  completeSession,
  confirmSession,
  endSession,
  findSession,
  hashSessionId,
  openSession,
  sessionsMax,
} from './sessions.ts'

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
    return { account, someone, sessionId: await openSession(database.db, someone.id, testBrowser) }
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

  test('keeps its pages under every id that it goes on under, and no other session has them', async () => {
    const { someone, sessionId } = await open()
    const lineage = async (id = '') => (await findSession(database.db, id))?.lineage
    const before = await lineage(sessionId)
    const renewed = await confirmSession(database.db, hashSessionId(sessionId))
    expect(await lineage(sessionId)).toBeUndefined()
    expect(await lineage(renewed)).toBe(before)
    expect(await lineage(await openSession(database.db, someone.id, testBrowser))).not.toBe(before)
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
    const { sessionId } = await open()
    for (const made of [
      'made up',
      '',
      hashSessionId(sessionId),
      `${sessionId} `,
      sessionId.slice(0, -1),
      '%',
      '\u0000',
    ])
      expect(await findSession(database.db, made)).toBeUndefined()
    expect(await findSession(database.db, sessionId)).toBeDefined()
  })

  test('that was only begun ends as others do, and what it lacks is not forgotten', async () => {
    const { someone } = await open()
    const [idle, old] = [
      await openSession(database.db, someone.id, testBrowser, { needs: 'factor' }),
      await openSession(database.db, someone.id, testBrowser, { needs: 'enrolment' }),
    ]
    expect((await findSession(database.db, idle))?.needs).toBe('factor')
    await age(idle, { seenAt: sql`clock_timestamp() - interval '30 minutes'` })
    await age(old, { expiresAt: sql`clock_timestamp()` })
    expect(await findSession(database.db, idle)).toBeUndefined()
    expect(await findSession(database.db, old)).toBeUndefined()
  })

  test('is opened without a proof where nobody was asked', async () => {
    const { someone } = await open()
    const sessionId = await openSession(database.db, someone.id, testBrowser, { isProof: false })
    expect((await findSession(database.db, sessionId))?.isConfirmed).toBe(false)
  })
})

describe('of more sessions than one person may have', () => {
  const livingOf = async (ids: string[]) =>
    (
      await Promise.all(
        ids.map(async (id) => ((await findSession(database.db, id, { isActivity: false })) ? [id] : [])),
      )
    ).flat()
  /** As many as there may be, the first of which was used least recently. */
  const full = async () => {
    const someone = await createPerson(database.db)
    const ids: string[] = []
    for (let nth = 0; nth < sessionsMax; nth += 1) {
      const id = await openSession(database.db, someone.id, testBrowser)
      await database.db
        .update(session)
        .set({ seenAt: sql`clock_timestamp() - make_interval(secs => ${60 * 20 - nth})` })
        .where(eq(session.idHash, hashSessionId(id)))
      ids.push(id)
    }
    return { someone, ids }
  }

  test('the one that was used least recently ends, and the books say so', async () => {
    const { someone, ids } = await full()
    expect(await livingOf(ids)).toEqual(ids)
    // Whoever reads keeps theirs, however long ago they signed in.
    await database.db
      .update(session)
      .set({ seenAt: sql`clock_timestamp()` })
      .where(eq(session.idHash, hashSessionId(ids[0] ?? '')))
    const one = await openSession(database.db, someone.id, testBrowser)
    expect(await livingOf([...ids, one])).toEqual([ids[0], ...ids.slice(2), one])
    const { rows } = await database.db.execute(
      sql`select count(*)::int as ended from audit where actor_id = ${someone.id} and event = 'session.end'`,
    )
    expect(rows).toEqual([{ ended: 1 }])
  })

  test('none ends for one that was only begun, until the second step makes it whole', async () => {
    const { someone, ids } = await full()
    const begun = await openSession(database.db, someone.id, testBrowser, { needs: 'factor' })
    expect(await livingOf(ids)).toEqual(ids)
    const whole = (await completeSession(database.db, hashSessionId(begun))) ?? ''
    expect(await livingOf([...ids, whole])).toEqual([...ids.slice(1), whole])
  })

  test('another person’s are none', async () => {
    const { ids } = await full()
    await full()
    expect(await livingOf(ids)).toEqual(ids)
  })
})
