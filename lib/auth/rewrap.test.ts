import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondFactor } from '../db/people-schema.ts'
import { attempt, cloudAccount } from '../db/schema.ts'
import { createPerson } from '../db/testing/people.ts'
import { createTestDatabase, type TestDatabase } from '../db/testing/database.ts'
import { createCast, insertAttempt, insertSendingRequest } from '../db/testing/requests.ts'
import { rewrapAll } from './rewrap.ts'
import { seal, unseal } from './secrets.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** An attempt whose answer is sealed under `key`. */
async function answered(key: string): Promise<string> {
  const { db } = database
  const sending = await insertSendingRequest(db, await createCast(db))
  const id = await insertAttempt(db, sending)
  await db
    .update(attempt)
    .set({ answer: seal('{}', { attemptId: id, field: 'answer' }, key) })
    .where(eq(attempt.id, id))
  return id
}

test('after the program ran the new data key alone opens everything, and it finds nothing more to do', async () => {
  const { db } = database
  const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
  const attemptId = await answered(old)
  const [account] = await db.select().from(cloudAccount)
  if (!account) throw new Error('The attempt belongs to an account')
  const read = { accountId: account.id, field: 'read' } as const
  await db
    .update(cloudAccount)
    .set({ readSecretSealed: seal('the reading secret', read, old) })
    .where(eq(cloudAccount.id, account.id))
  const factorId = crypto.randomUUID()
  const app = { factorId, field: 'totp' } as const
  const { id: personId } = await createPerson(db, { name: 'Ada' })
  await db
    .insert(secondFactor)
    .values({ id: factorId, personId, kind: 'totp', name: 'Telephone', secretSealed: seal('JBSWY3DP', app, old) })
  expect(await rewrapAll(db, `${fresh},${old}`)).toEqual({ readKeys: 1, answers: 1, apps: 1 })
  const [kept] = await db.select().from(cloudAccount).where(eq(cloudAccount.id, account.id))
  expect(unseal(kept?.readSecretSealed ?? '', read, fresh)).toBe('the reading secret')
  const [row] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(unseal(row?.answer ?? '', { attemptId, field: 'answer' }, fresh)).toBe('{}')
  const [factor] = await db.select().from(secondFactor).where(eq(secondFactor.id, factorId))
  expect(unseal(factor?.secretSealed ?? '', app, fresh)).toBe('JBSWY3DP')
  expect(await rewrapAll(db, `${fresh},${old}`)).toEqual({ readKeys: 0, answers: 0, apps: 0 })
})
