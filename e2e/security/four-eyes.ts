import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { openSession } from '#lib/auth/sessions.ts'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, type TestPerson, testBrowser } from '#lib/db/testing/people.ts'
import { type Cast, createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { toFailure } from '#lib/failure.ts'
import type { RequestRow } from '#lib/requests/load.ts'

// What the tests of four eyes (A7) begin with: an account whose people are signed in, and a web that acts in its own role.

export type Asked = Awaited<ReturnType<typeof insertRequest>>

/** Has a database made for the tests of the file that calls this, and new people for each of them. */
export function stageFourEyes() {
  let database: TestDatabase
  let web: Database
  let cast: Cast
  beforeAll(async () => {
    database = await createTestDatabase()
    web = database.openAs('web', 4)
  })
  afterAll(() => database.drop())
  beforeEach(async () => {
    cast = await createCast(database.db)
    for (const someone of [cast.admin, cast.reviewer, cast.support])
      await openSession(database.db, someone.id, testBrowser)
  })
  return {
    /** The database as its owner has it. */
    get db() {
      return database.db
    },
    /** The same in the role of the web. */
    get web() {
      return web
    },
    get cast() {
      return cast
    },
    ask: (values: Parameters<typeof insertRequest>[2] = {}) => insertRequest(database.db, cast, values),
    as: (someone: TestPerson): Promise<Context> => contextFor(web, someone),
    /** Somebody who is signed in, with these roles on the account. */
    async present(...roles: ('admin' | 'reviewer' | 'support' | 'owner')[]): Promise<TestPerson> {
      const someone = await createPerson(database.db, { roles, account: cast.account })
      await openSession(database.db, someone.id, testBrowser)
      return someone
    },
    stateOf: async ({ id }: Asked) =>
      (await database.db.execute(sql`select state from request where id = ${id}`)).rows[0]?.['state'],
    async expectUntouched(asked: Asked): Promise<void> {
      expect(await this.stateOf(asked)).toBe('awaiting_approval')
      const { rows } = await database.db.execute(sql`select from approval where request_id = ${asked.id}`)
      expect(rows).toHaveLength(0)
    },
  }
}

/** What somebody who approves had before their eyes. */
export const shown = ({ id, version, approvalHash }: Pick<RequestRow, 'id' | 'version' | 'approvalHash'>) => ({
  id,
  version,
  hash: approvalHash,
  comment: '',
})

/** `done`, or the key of the words in which it was refused. */
export const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => toFailure(thrown, { entry: 'test', traceId: 't' }).message.split('|')[0] ?? '',
  )

/** The database's own words. */
export const words = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message),
  )
