import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson, type TestAccount } from '#lib/db/testing/people.ts'
import { discardDraft } from './discard.ts'
import { readDraft } from './read.ts'
import { SaveDraft, saveDraft } from './save.ts'

const operation = 'buy-phone-servers'
let database: TestDatabase
let account: TestAccount

beforeAll(async () => {
  database = await createTestDatabase()
  account = await createAccount(database.db)
})
afterAll(() => database.drop())

async function admin(on: TestAccount[] = [account]) {
  const [first, ...rest] = on
  const someone = await createPerson(database.db, { roles: ['admin'], ...(first && { account: first }) })
  for (const other of rest) await addRole(someone.id, other.id)
  return contextFor(database.db, someone)
}

const addRole = (personId: string, accountId: string) =>
  database.db.$client.query("insert into membership (person_id, account_id, role) values ($1, $2, 'admin')", [
    personId,
    accountId,
  ])

const draft = (changes: Partial<SaveDraft> = {}): SaveDraft =>
  SaveDraft.parse({
    operation,
    accountId: account.id,
    step: 'image',
    content: { image: { name: 'farm', count: 2 } },
    revision: 0,
    ...changes,
  })

test('a draft is there again in any browser of the person', async () => {
  const ctx = await admin()
  const saved = await saveDraft(ctx, draft())
  expect(saved).toMatchObject({ revision: 1, overtookAt: null })
  expect(await readDraft(ctx, { operation })).toMatchObject({
    id: saved.id,
    accountId: account.id,
    step: 'image',
    content: { image: { name: 'farm', count: 2 } },
    revision: 1,
  })
})

test('a draft belongs to one person', async () => {
  await saveDraft(await admin(), draft())
  expect(await readDraft(await admin(), { operation })).toBeNull()
})

test('saving again replaces the draft', async () => {
  const ctx = await admin()
  const first = await saveDraft(ctx, draft())
  const second = await saveDraft(ctx, draft({ content: { image: { name: 'other' } }, revision: first.revision }))
  expect(second).toMatchObject({ id: first.id, revision: 2, overtookAt: null })
  expect((await readDraft(ctx, { operation }))?.content).toEqual({ image: { name: 'other' } })
})

test('the last writer wins, and is told that another window saved in between', async () => {
  const ctx = await admin()
  const here = await saveDraft(ctx, draft())
  const there = await saveDraft(ctx, draft({ content: { image: { name: 'there' } }, revision: here.revision }))
  const late = await saveDraft(ctx, draft({ content: { image: { name: 'here' } }, revision: here.revision }))
  expect(late).toMatchObject({ revision: 3, overtookAt: there.savedAt })
  expect((await readDraft(ctx, { operation }))?.content).toEqual({ image: { name: 'here' } })
})

test('two windows that save at once both succeed, and one learns of the other', async () => {
  const ctx = await admin()
  const { revision } = await saveDraft(ctx, draft())
  const both = await Promise.all([saveDraft(ctx, draft({ revision })), saveDraft(ctx, draft({ revision }))])
  expect(new Set(both.map((saved) => saved.revision))).toEqual(new Set([2, 3]))
  expect(both.filter((saved) => saved.overtookAt !== null)).toHaveLength(1)
})

test('a form that moves to another account leaves no draft behind', async () => {
  const other = await createAccount(database.db)
  const ctx = await admin([account, other])
  await saveDraft(ctx, draft())
  await saveDraft(ctx, draft({ accountId: other.id }))
  expect((await readDraft(ctx, { operation }))?.accountId).toBe(other.id)
  expect(await discardDraft(ctx, { operation })).toEqual({ discarded: 1 })
})

test('a discarded draft is gone, and discarding nothing is no failure', async () => {
  const ctx = await admin()
  await saveDraft(ctx, draft())
  expect(await discardDraft(ctx, { operation })).toEqual({ discarded: 1 })
  expect(await readDraft(ctx, { operation })).toBeNull()
  expect(await discardDraft(ctx, { operation })).toEqual({ discarded: 0 })
})

test('a reviewer keeps no drafts, and nobody keeps them on a foreign account', async () => {
  const reviewer = await createPerson(database.db, { roles: ['reviewer'], account })
  await expect(saveDraft(await contextFor(database.db, reviewer), draft())).rejects.toMatchObject({ code: 'forbidden' })
  const foreign = await createAccount(database.db)
  await expect(saveDraft(await admin(), draft({ accountId: foreign.id }))).rejects.toMatchObject({ code: 'forbidden' })
})

test('drafts are kept for operations that there are', async () => {
  await expect(saveDraft(await admin(), draft({ operation: 'sell-the-moon' }))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('somebody who lost the role no longer sees their draft', async () => {
  const ctx = await admin()
  await saveDraft(ctx, draft())
  expect(await readDraft({ ...ctx, actor: { ...ctx.actor, memberships: [] } }, { operation })).toBeNull()
})

test('a draft of more than 64 KiB is refused in our own words', () => {
  const content = { image: { name: 'n'.repeat(65 * 1024) } }
  const parsed = SaveDraft.safeParse({ ...draft(), content })
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual(['errors.draftTooLarge'])
})
