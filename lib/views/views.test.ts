import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#lib/auth/permissions.ts'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson, type TestAccount } from '#lib/db/testing/people.ts'
import { listViews } from './list.ts'
import { deleteView, renameView, SaveView, saveView, shareView } from './save.ts'

let database: TestDatabase
/** Signed in as the web's own role, as the console is. */
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.openAs('web', 2)
})
afterAll(() => database.drop())

/** A person with a role on an account, by default one that nobody else has a role on. */
async function someone(role: Role, on?: TestAccount): Promise<Context> {
  const account = on ?? (await createAccount(database.db))
  const created = await createPerson(database.db, { roles: [role], account, name: `The ${role}` })
  return { ...(await contextFor(database.db, created)), db }
}

const view = (changes: Partial<SaveView> = {}) =>
  SaveView.parse({
    list: 'orders',
    name: 'Unpaid',
    query: 'status=unpaid&sort=-amount',
    columns: 'shown=user',
    density: 'compact',
    ...changes,
  })

const namesFor = async (ctx: Context) => (await listViews(ctx)).views.map(({ name }) => name)

describe('a view', () => {
  test('is kept with filters, sort, columns and density, without the place in the list', async () => {
    const ctx = await someone('support')
    await saveView(ctx, view({ query: 'status=unpaid&after=2026~CS1&open=CS2&sort=-amount' }))
    expect((await listViews(ctx)).views).toMatchObject([
      { name: 'Unpaid', query: 'status=unpaid&sort=-amount', columns: 'shown=user', density: 'compact', isMine: true },
    ])
  })

  test('saved again under its name takes the place of the first, and of no other list’s', async () => {
    const ctx = await someone('admin')
    const first = await saveView(ctx, view())
    await shareView(ctx, { id: first.id, isShared: true })
    await saveView(ctx, view({ list: 'jobs', query: 'state=failed' }))
    expect(await saveView(ctx, view({ query: 'status=review' }))).toEqual(first)
    const kept = (await listViews(ctx)).views.filter(({ isMine }) => isMine)
    expect(kept.map(({ list, query, isShared }) => ({ list, query, isShared }))).toEqual(
      expect.arrayContaining([
        { list: 'orders', query: 'status=review', isShared: true },
        { list: 'jobs', query: 'state=failed', isShared: false },
      ]),
    )
    expect(kept).toHaveLength(2)
  })

  test('takes another name, but none that is taken', async () => {
    const ctx = await someone('reviewer')
    const { id } = await saveView(ctx, view())
    await saveView(ctx, view({ name: 'Dear' }))
    await renameView(ctx, { id, name: 'Waiting for money' })
    await expect(renameView(ctx, { id, name: 'Dear' })).rejects.toMatchObject({
      code: 'conflict',
      fields: { name: 'errors.viewNameTaken' },
    })
    expect(await namesFor(ctx)).toEqual(['Dear', 'Waiting for money'])
  })

  test('is one of fifty at most', async () => {
    const ctx = await someone('owner')
    for (let made = 0; made < 50; made += 1) await saveView(ctx, view({ name: `View ${made}` }))
    await expect(saveView(ctx, view({ name: 'One more' }))).rejects.toMatchObject({ code: 'too_many' })
    await saveView(ctx, view({ name: 'View 7', query: 'q=1' }))
    expect(await namesFor(ctx)).toHaveLength(50)
  })
})

describe('a shared view', () => {
  test('is offered to those who may see the list on an account of its author, until it is taken back', async () => {
    const elsewhere = await createAccount(database.db)
    const [author, colleague, stranger] = await Promise.all([
      someone('admin', elsewhere),
      someone('support', elsewhere),
      someone('owner'),
    ])
    const { id } = await saveView(author, view({ name: 'For all' }))
    expect(await namesFor(colleague)).toEqual([])
    await shareView(author, { id, isShared: true })
    expect((await listViews(colleague)).views).toMatchObject([{ name: 'For all', isMine: false, by: 'The admin' }])
    expect(await namesFor(stranger)).toEqual([])
    await shareView(author, { id, isShared: false })
    expect(await namesFor(colleague)).toEqual([])
  })

  test('leaves with its author', async () => {
    const elsewhere = await createAccount(database.db)
    const [author, colleague] = await Promise.all([someone('admin', elsewhere), someone('reviewer', elsewhere)])
    const { id } = await saveView(author, view())
    await shareView(author, { id, isShared: true })
    await database.db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, author.actor.personId))
    expect(await namesFor(colleague)).toEqual([])
  })

  test('is changed by its author alone, and made by nobody of support', async () => {
    const shared = await createAccount(database.db)
    const [author, colleague, support] = await Promise.all([
      someone('admin', shared),
      someone('owner', shared),
      someone('support', shared),
    ])
    const { id } = await saveView(author, view({ name: 'Not yours' }))
    await shareView(author, { id, isShared: true })
    const missing = { code: 'not_found' }
    await expect(renameView(colleague, { id, name: 'Mine' })).rejects.toMatchObject(missing)
    await expect(shareView(colleague, { id, isShared: false })).rejects.toMatchObject(missing)
    await expect(deleteView(colleague, { id })).rejects.toMatchObject(missing)
    const own = await saveView(support, view({ name: 'Of support' }))
    await expect(shareView(support, { id: own.id, isShared: true })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listViews(support)).shareDenial).toBe('denied.supportSharesNothing')
    await deleteView(support, own)
    await deleteView(author, { id })
    expect(await namesFor(colleague)).not.toContain('Not yours')
  })
})

test('whoever has no role keeps no view', async () => {
  const nobody = await contextFor(database.db, await createPerson(database.db))
  await expect(saveView(nobody, view())).rejects.toMatchObject({ code: 'forbidden', message: 'denied.noAccount' })
})
