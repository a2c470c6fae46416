import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { personPace } from '#lib/db/people-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import type { EntryPoint } from './manifest.ts'
import { keepPace } from './pace.ts'

const price = 'GET /api/accounts/[accountId]/quote'

let database: TestDatabase
let web: Database
beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 4 })
})
afterAll(async () => {
  await web.$client.end()
  await database.drop()
})

/** Somebody who has already taken turns for so many seconds from now. */
async function hasted(what: string, seconds: number): Promise<string> {
  const { id } = await createPerson(database.db)
  const takenUntil = sql`clock_timestamp() + ${seconds} * interval '1 second'`
  await database.db.insert(personPace).values({ personId: id, what, takenUntil })
  return id
}
const ask = (name: EntryPoint, personId: string) =>
  keepPace(web, name, personId).then(
    () => 'taken',
    (error: Error) => error.message,
  )

test('two hundred prices after each other are given to a person', async () => {
  const { id } = await createPerson(database.db)
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(price, id)))
  expect(new Set(answers)).toEqual(new Set(['taken']))
})

test.each<[EntryPoint, string, string]>([
  [price, 'price', 'errors.tooManyPrices'],
  ['request.submit', 'submit', 'errors.tooManySubmitted'],
  ['request.resubmit', 'submit', 'errors.tooManySubmitted'],
])('%s: whoever has used up their turns is told when to go on, and others go on', async (name, what, message) => {
  const fast = await hasted(what, 600)
  const told = await ask(name, fast)
  expect(told.split('|')[0]).toBe(message)
  const seconds = Number(/"seconds":(\d+)/.exec(told)?.[1])
  expect(seconds).toBeGreaterThan(60)
  expect(seconds).toBeLessThanOrEqual(600)
  const { id: other } = await createPerson(database.db)
  expect(await ask(name, other)).toBe('taken')
})

test('being refused takes no turn, and what was taken lapses', async () => {
  const fast = await hasted('submit', 600)
  const until = () => database.db.select({ at: personPace.takenUntil }).from(personPace).where(ofTheirs)
  const ofTheirs = sql`${personPace.personId} = ${fast}`
  const before = await until()
  expect(await ask('request.submit', fast)).toContain('errors.tooManySubmitted')
  expect(await until()).toEqual(before)
  await database.db
    .update(personPace)
    .set({ takenUntil: sql`clock_timestamp()` })
    .where(ofTheirs)
  expect(await ask('request.submit', fast)).toBe('taken')
})

test('prices and requests are counted apart, and what asks nothing of the cloud is not counted', async () => {
  const fast = await hasted('price', 600)
  expect(await ask('request.submit', fast)).toBe('taken')
  expect(await ask('request.withdraw', fast)).toBe('taken')
})

test('many at one moment get the turns that are left and no more', async () => {
  // Of 240 turns of two seconds each 100 are left, or a few more by the time that the last of them is asked for.
  const fast = await hasted('submit', 280)
  const answers = await Promise.all(Array.from({ length: 240 }, () => ask('request.submit', fast)))
  const taken = answers.filter((answer) => answer === 'taken').length
  expect(taken).toBeGreaterThanOrEqual(100)
  expect(taken).toBeLessThan(240)
})
