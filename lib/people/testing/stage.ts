import { eq, sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { membership } from '#lib/db/schema.ts'
import { createTestDatabase } from '#lib/db/testing/database.ts'
import {
  createAccount,
  createPerson,
  presentContextFor,
  type TestAccount,
  type TestPerson,
} from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { createGroup } from '../groups.ts'
import { readPeople } from '../list.ts'

/** A database in which tests manage people. The verbs act in the web's role: what they need is what it is granted. */
export async function openStage() {
  const database = await createTestDatabase()
  const { db } = database
  const web = database.openAs('web', 6)
  const as = (someone: TestPerson) => presentContextFor({ db, web }, someone)
  const owner = (account: TestAccount) => createPerson(db, { account, roles: ['owner'] })
  /** An account with two owners, in a database where other owners exist. */
  const twoOwners = async () => {
    const account = await createAccount(db)
    return { account, first: await owner(account), second: await owner(account) }
  }
  return {
    db,
    web,
    as,
    owner,
    twoOwners,
    /** The same with a third owner, somebody without a role, and a group that nobody is in. */
    withGroup: async () => {
      const { account, first, second } = await twoOwners()
      const { groupId } = await createGroup(await as(first), { name: `Group ${crypto.randomUUID()}` })
      return { account, first, second, third: await owner(account), groupId, someone: await createPerson(db) }
    },
    rolesOf: async (personId: string) =>
      (await db.select({ role: membership.role }).from(membership).where(eq(membership.personId, personId)))
        .map(({ role }) => role)
        .toSorted(),
    /** The events of the audit that are about the person or group with this id. */
    eventsAbout: async (id: string) => {
      const { rows } = await db.execute(
        sql`select event from audit where ${id} in (detail ->> 'personId', detail ->> 'groupId') order by seq`,
      )
      return rows.map((row) => row['event'])
    },
    close: () => database.drop(),
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>

/** What comes of an attempt: `done`, the key of what an owner is told, or what was thrown otherwise. */
export const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message.split('|')[0] : error),
  )

/** The id of the change that waits about the person with this address; empty without. */
export const openChange = async (ctx: Context, email: string) =>
  (await readPeople(ctx)).changes.find((change) => change.email === email)?.id ?? ''
