import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { SessionContext } from '#lib/context.ts'
import { groupMember, groupRole, personGroup } from '#lib/db/people-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createAccount, createPerson, sessionContextFor, type TestPerson } from '#lib/db/testing/people.ts'
import { insertRequest } from '#lib/db/testing/requests.ts'
import { entries } from '#lib/error-book/book.ts'
import { AppError } from '#lib/errors.ts'
import { exportList, ExportInput } from './export.ts'
import { exportedLists } from './exported-lists.ts'

let database: TestDatabase
let owner: TestPerson
let admin: TestPerson
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const account = await createAccount(db, { name: '=cmd()', state: 'paused', stateReason: '@SUM(A1)' })
  owner = await createPerson(db, { account, roles: ['owner'], name: 'Owner' })
  admin = await createPerson(db, { account, roles: ['admin', 'support'], name: '+Admin, "the first"' })
  const [group] = await db.insert(personGroup).values({ name: '-Buyers' }).returning()
  if (!group) throw new Error('The group was not written')
  await db.insert(groupMember).values({ groupId: group.id, personId: admin.id })
  await db.insert(groupRole).values({ groupId: group.id, accountId: account.id, role: 'support' })
  await insertRequest(db, { account, admin })
})
beforeEach(() => {
  // The list of accounts asks the settings which key spending keys are sealed to.
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('NEXTAUTH_SECRET', randomBytes(48).toString('base64'))
  vi.stubEnv('COUNTERSIGN_DATA_KEY', randomBytes(32).toString('base64'))
})
afterAll(() => database.drop())

const sessions = new Map<string, SessionContext>()
/** Of one session, since each that is opened stands in the audit. */
async function sessionOf(who: TestPerson): Promise<SessionContext> {
  const ctx = sessions.get(who.id) ?? (await sessionContextFor(database.db, who))
  sessions.set(who.id, ctx)
  return ctx
}

const take = async (who: TestPerson, query: Record<string, string>) => {
  const { body } = await exportList(await sessionOf(who), ExportInput.parse({ bom: '0', ...query }))
  return new Response(body).text()
}
const lines = async (who: TestPerson, query: Record<string, string>) => (await take(who, query)).trim().split('\r\n')
const rows = async (who: TestPerson, query: Record<string, string>) =>
  z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(await take(who, { ...query, format: 'json' })))

test('people are exported with their roles and groups, and no name is a formula', async () => {
  const [head, ...file] = await lines(owner, { list: 'people' })
  expect(head).toMatch(/^name,email,state,roles,groups,/)
  expect(file).toHaveLength(2)
  expect(file.find((line) => line.includes(admin.email))).toMatch(
    /^"'\+Admin, ""the first""",\S+@people\.test,active,"'=cmd\(\) \(cn-north-4\): admin, support, support \(-Buyers\)",'-Buyers,false,/,
  )
  const people = await rows(owner, { list: 'people' })
  expect(people.find(({ email }) => email === admin.email)).toMatchObject({
    roles: [
      { account: '=cmd()', role: 'admin', group: null },
      { account: '=cmd()', role: 'support', group: null },
      { account: '=cmd()', role: 'support', group: '-Buyers' },
    ],
    groups: ['-Buyers'],
  })
})

test('groups are exported with who is in them', async () => {
  expect(await lines(owner, { list: 'groups' })).toEqual([
    'name,members,members_elsewhere,roles',
    `'-Buyers,${admin.email},0,'=cmd() (cn-north-4): support`,
  ])
})

test('accounts are exported with what their list shows; since when keys are here is for owners', async () => {
  const [head, file] = await lines(owner, { list: 'accounts' })
  expect(head).toMatch(/^name,state,state_reason,site,region,project_id,read_key_since,/)
  expect(file).toMatch(/^'=cmd\(\),paused,'@SUM\(A1\),china,cn-north-4,[\da-f]{32},\d{4}-/)
  expect(await rows(owner, { list: 'accounts' })).toMatchObject([{ name: '=cmd()', spendKeySince: null }])
  expect(await rows(admin, { list: 'accounts' })).toMatchObject([{ name: '=cmd()', readKeySince: null }])
})

test('the error book is exported as it is searched, in the language of the page', async () => {
  expect(await lines(admin, { list: 'errors' })).toHaveLength(entries.length + 1)
  const found = await rows(admin, { list: 'errors', q: 'cps.0065', locale: 'zh-CN' })
  expect(found).toMatchObject([{ codes: ['CPS.0065'], meaning: expect.stringMatching(/\p{Script=Han}/u) }])
  expect(await rows(admin, { list: 'errors', service: 'bss', retry: 'wait', fixer: 'nobody' })).toHaveLength(3)
})

test.each(exportedLists)('%s are as many rows in CSV as in JSON, each with all columns', async (list) => {
  const [head = '', ...file] = await lines(owner, { list })
  const columns = head.split(',')
  expect(new Set(columns).size).toBe(columns.length)
  for (const line of file) expect(cellsOf(line)).toBe(columns.length)
  // The first export stands in the audit before the second.
  const since = list === 'audit' ? 1 : 0
  expect(await rows(owner, { list })).toHaveLength(file.length + since)
})

/** What whoever has no role gets: how many rows, or how they are refused. */
const forNobody = new Map<string, number | string>([
  ['audit', 'forbidden'],
  ['people', 'forbidden'],
  ['groups', 'forbidden'],
  ['errors', entries.length],
])

test.each(exportedLists)('whoever has no role gets nothing of %s but what is open to all', async (list) => {
  const stranger = await createPerson(database.db)
  const found = await rows(stranger, { list }).then(
    (all) => all.length,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )
  expect(found).toBe(forNobody.get(list) ?? 0)
})

test.each(['people', 'groups'])('%s are for owners alone, and a refused export stands in no audit', async (list) => {
  await expect(take(admin, { list })).rejects.toMatchObject({ code: 'forbidden' })
  const { rows: exported } = await database.db.execute(
    sql`select from audit where event = 'list.export' and actor_id = ${admin.id} and detail ->> 'list' = ${list}`,
  )
  expect(exported).toEqual([])
})

/** How many cells a line of a file has. */
const cellsOf = (line: string): number => line.replaceAll(/"(?:[^"]|"")*"/g, '').split(',').length
