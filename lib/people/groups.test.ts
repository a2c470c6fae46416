import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSession, openSession } from '#lib/auth/sessions.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { membership, person } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import {
  contextFor,
  createAccount,
  createPerson,
  presentContextFor,
  type TestAccount,
  type TestPerson,
} from '#lib/db/testing/people.ts'
import { createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { AppError } from '#lib/errors.ts'
import { livingSessions } from '#lib/live/living-sessions.ts'
import { decideChange } from './decide.ts'
import { addMember, removeMember } from './group-members.ts'
import { giveGroupRole, takeGroupRole } from './group-roles.ts'
import { createGroup, deleteGroup, renameGroup } from './groups.ts'
import { disablePerson } from './disable.ts'
import { invite } from './invite.ts'
import { readPeople } from './list.ts'
import { takeRole } from './roles.ts'

// The verbs act in the web's role: what they need is what it is granted.
let database: TestDatabase
let web: Database

beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 6 })
})
afterAll(async () => {
  await web.$client.end()
  await database.drop()
})

const owner = (account: TestAccount) => createPerson(database.db, { account, roles: ['owner'] })
const as = (someone: TestPerson) => presentContextFor({ db: database.db, web }, someone)

/** An account with two owners, a third of their kind, and a group that nobody is in. */
async function stage() {
  const account = await createAccount(database.db)
  const [first, second, third] = [await owner(account), await owner(account), await owner(account)]
  const { groupId } = await createGroup(await as(first), { name: `Group ${randomUUID()}` })
  return { account, first, second, third, groupId, someone: await createPerson(database.db) }
}

const rolesOf = async (personId: string) =>
  (await database.db.select({ role: membership.role }).from(membership).where(eq(membership.personId, personId)))
    .map(({ role }) => role)
    .toSorted()
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message.split('|')[0] : error),
  )

/** Confirms the one thing that waits about the group, as `who`. */
async function confirm(who: TestPerson, groupId: string) {
  const ctx = await as(who)
  const { changes } = await readPeople(ctx)
  const id = changes.find((change) => change.groupId === groupId)?.id
  if (id === undefined) throw new Error('Nothing waits about the group')
  return decideChange(ctx, { id, decision: 'confirm' })
}

/** Gives the group a role by two owners. */
async function give({ account, first, second, groupId }: Awaited<ReturnType<typeof stage>>, role: Role) {
  expect(await giveGroupRole(await as(first), { groupId, accountId: account.id, role })).toEqual({ outcome: 'asked' })
  await confirm(second, groupId)
}

describe('a person in a group', () => {
  test('has its roles and their own, and loses the group’s with it', async () => {
    const { account, first, groupId, someone } = await stage()
    await database.db.insert(membership).values({ personId: someone.id, accountId: account.id, role: 'support' })
    await addMember(await as(first), { groupId, personId: someone.id })
    await giveGroupRole(await as(first), { groupId, accountId: account.id, role: 'support' })
    expect(await rolesOf(someone.id)).toEqual(['support', 'support'])
    const sessionId = await openSession(database.db, someone.id, 'test')
    expect((await findSession(web, sessionId))?.actor.memberships).toEqual([{ accountId: account.id, role: 'support' }])

    const ctx = await as(first)
    await takeRole(ctx, { personId: someone.id, accountId: account.id, role: 'support' })
    expect(await rolesOf(someone.id)).toEqual(['support'])
    // What is the group's is not taken from the person.
    expect(await refusal(takeRole(ctx, { personId: someone.id, accountId: account.id, role: 'support' }))).toBe(
      'errors.changedMeanwhile',
    )
    await removeMember(ctx, { groupId, personId: someone.id })
    expect(await rolesOf(someone.id)).toEqual([])
  })

  test('signs in anew at once when its roles change, when they leave, and when it ends', async () => {
    const { account, first, groupId, someone } = await stage()
    const ctx = await as(first)
    const change = { groupId, accountId: account.id, role: 'support' as const }
    const steps = [
      () => addMember(ctx, { groupId, personId: someone.id }),
      () => giveGroupRole(ctx, change),
      () => takeGroupRole(ctx, change),
      () => removeMember(ctx, { groupId, personId: someone.id }),
      () => addMember(ctx, { groupId, personId: someone.id }),
      () => deleteGroup(ctx, { groupId }),
    ]
    for (const step of steps) {
      const sessionId = await openSession(database.db, someone.id, 'test')
      const { sessionIdHash = '' } = (await findSession(web, sessionId)) ?? {}
      await step()
      expect(await findSession(web, sessionId)).toBeUndefined()
      expect((await livingSessions(web)([sessionIdHash])).size).toBe(0)
    }
    expect(await rolesOf(someone.id)).toEqual([])
  })

  test('who approves by it is an approver, until it is taken away', async () => {
    const world = await stage()
    const { account, first, groupId, someone } = world
    await addMember(await as(first), { groupId, personId: someone.id })
    await give(world, 'reviewer')
    const { admin } = await createCast(database.db)
    const approve = async () => {
      await as(someone)
      const asked = await insertRequest(database.db, { account, admin })
      return refusal(
        web.execute(sql`insert into approval (request_id, version, approval_hash, person_id, decision)
          select id, version, approval_hash, ${someone.id}, 'approve' from request where id = ${asked.id}`),
      )
    }
    expect(await approve()).toBe('done')
    await takeGroupRole(await as(first), { groupId, accountId: account.id, role: 'reviewer' })
    expect(await approve()).toMatchObject({ cause: { code: 'CS001' } })
  })
})

describe('two owners', () => {
  test.each(['admin', 'reviewer', 'owner'] as const)('give a group %s, and nobody in it confirms', async (role) => {
    const { account, first, second, third, groupId, someone } = await stage()
    for (const each of [someone, second]) await addMember(await as(first), { groupId, personId: each.id })
    await giveGroupRole(await as(first), { groupId, accountId: account.id, role })
    expect(await rolesOf(someone.id)).toEqual([])
    for (const each of [first, second])
      expect(await refusal(confirm(each, groupId))).toBe('errors.anotherOwnerConfirms')
    await confirm(third, groupId)
    expect(await rolesOf(someone.id)).toEqual([role])
  })

  test('who are all in the group give it nothing that spends', async () => {
    const lonely = await createTestDatabase()
    const account = await createAccount(lonely.db)
    const [first, second] = [
      await createPerson(lonely.db, { account, roles: ['owner'] }),
      await createPerson(lonely.db, { account, roles: ['owner'] }),
    ]
    const ctx = await contextFor(lonely.db, first)
    const { groupId } = await createGroup(ctx, { name: 'Owners' })
    await addMember(ctx, { groupId, personId: second.id })
    expect(await refusal(giveGroupRole(ctx, { groupId, accountId: account.id, role: 'admin' }))).toBe(
      'errors.noOwnerOutside',
    )
    await lonely.drop()
  })

  test('the database itself takes no confirmation by somebody in the group', async () => {
    const { account, first, second, groupId } = await stage()
    await addMember(await as(first), { groupId, personId: second.id })
    await giveGroupRole(await as(first), { groupId, accountId: account.id, role: 'admin' })
    for (const by of [first, second])
      await expect(
        web.execute(sql`update person_change set decision = 'confirm', decided_at = now(), decided_by = ${by.id}
          where group_id = ${groupId}`),
      ).rejects.toMatchObject({ cause: { code: expect.stringMatching(/^(CS001|23514)$/) } })
  })

  test('let a person join a group that spends or approves, also one who was only just invited', async () => {
    const world = await stage()
    const { account, first, second, groupId } = world
    await give(world, 'admin')
    const email = `${randomUUID()}@people.test`
    await invite(await as(first), { email, name: 'New', accountId: account.id, roles: ['support'] })
    const [invited] = await database.db.select().from(person).where(eq(person.email, email))
    const personId = invited?.id ?? ''
    expect(await addMember(await as(first), { groupId, personId })).toEqual({ outcome: 'asked' })
    expect(await rolesOf(personId)).toEqual(['support'])
    expect(await refusal(confirm(first, groupId))).toBe('errors.anotherOwnerConfirms')
    await confirm(second, groupId)
    expect(await rolesOf(personId)).toEqual(['admin', 'support'])
  })

  test('are also asked for who joins while such a role waits', async () => {
    const { account, first, second, groupId, someone } = await stage()
    await giveGroupRole(await as(first), { groupId, accountId: account.id, role: 'reviewer' })
    expect(await addMember(await as(first), { groupId, personId: someone.id })).toEqual({ outcome: 'asked' })
    const ctx = await as(second)
    for (const { id, groupId: of } of (await readPeople(ctx)).changes)
      if (of === groupId) await decideChange(ctx, { id, decision: 'confirm' })
    expect(await rolesOf(someone.id)).toEqual(['reviewer'])
  })

  test('are owners of each account of the group', async () => {
    const world = await stage()
    const { first, second, groupId, someone } = world
    const other = await createAccount(database.db)
    const elsewhere = await owner(other)
    await database.db.insert(membership).values({ personId: first.id, accountId: other.id, role: 'owner' })
    await give(world, 'admin')
    await giveGroupRole(await as(first), { groupId, accountId: other.id, role: 'admin' })
    await confirm(elsewhere, groupId)
    // Who owns one of its accounts changes nothing about it, and confirms nothing.
    expect(await refusal(as(second).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
      'errors.groupElsewhere',
    )
    expect(await refusal(as(first).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
      'errors.noSecondOwner',
    )
  })

  test('a wish does not outlive the group, nor the ownership of who had it', async () => {
    const { account, first, second, third, groupId } = await stage()
    await giveGroupRole(await as(first), { groupId, accountId: account.id, role: 'admin' })
    await takeRole(await as(second), { personId: first.id, accountId: account.id, role: 'owner' })
    expect(await refusal(confirm(third, groupId))).toBe('errors.changedMeanwhile')
    await deleteGroup(await as(second), { groupId })
    expect((await readPeople(await as(third))).changes.filter((change) => change.groupId === groupId)).toEqual([])
  })
})

test('a role and a member that come at once both hold', async () => {
  const { account, first, groupId, someone } = await stage()
  const [one, other] = [await as(first), await as(first)]
  await Promise.all([
    giveGroupRole(one, { groupId, accountId: account.id, role: 'support' }),
    addMember(other, { groupId, personId: someone.id }),
  ])
  expect(await rolesOf(someone.id)).toEqual(['support'])
})

test('an account keeps an owner who can sign in, whichever way the last would go', async () => {
  const world = await stage()
  const { account, first, second, third, groupId, someone } = world
  await addMember(await as(first), { groupId, personId: someone.id })
  await give(world, 'owner')
  for (const gone of [first, second, third])
    await takeRole(await as(someone), { personId: gone.id, accountId: account.id, role: 'owner' })
  // Another owner elsewhere, so that somebody may try: the group is theirs, too.
  const ctx = await as(someone)
  for (const attempt of [
    () => removeMember(ctx, { groupId, personId: someone.id }),
    () => takeGroupRole(ctx, { groupId, accountId: account.id, role: 'owner' }),
    () => deleteGroup(ctx, { groupId }),
  ])
    expect(await refusal(attempt())).toBe('errors.lastOwner')
  await database.db.insert(membership).values({ personId: first.id, accountId: account.id, role: 'owner' })
  await database.db.update(person).set({ joinedAt: null }).where(eq(person.id, first.id))
  expect(await refusal(as(first).then((by) => disablePerson(by, { personId: someone.id })))).toBe('errors.lastOwner')
})

test('each change of a group is in the audit', async () => {
  const world = await stage()
  const { account, first, groupId, someone } = world
  await renameGroup(await as(first), { groupId, name: `Renamed ${randomUUID()}` })
  await addMember(await as(first), { groupId, personId: someone.id })
  await give(world, 'admin')
  await takeGroupRole(await as(first), { groupId, accountId: account.id, role: 'admin' })
  await removeMember(await as(first), { groupId, personId: someone.id })
  await deleteGroup(await as(first), { groupId })
  const { rows } = await database.db.execute(
    sql`select event from audit where detail ->> 'groupId' = ${groupId} order by seq`,
  )
  expect(rows.map((row) => row['event'])).toEqual([
    'group.create',
    'group.rename',
    'group.member.add',
    'person.change.ask',
    'person.change.confirm',
    'group.role.give',
    'group.role.take',
    'group.member.remove',
    'group.delete',
  ])
})

test('owners see the groups of their accounts, and the names of nobody else’s people', async () => {
  const { account, first, groupId, someone } = await stage()
  const stranger = await owner(await createAccount(database.db))
  expect((await readPeople(await as(stranger))).groups.map(({ id }) => id)).toContain(groupId)
  await addMember(await as(first), { groupId, personId: first.id })
  const seen = (await readPeople(await as(stranger))).groups.find(({ id }) => id === groupId)
  expect(seen).toMatchObject({ memberIds: [], unnamed: 1 })

  await giveGroupRole(await as(first), { groupId, accountId: account.id, role: 'support' })
  expect((await readPeople(await as(stranger))).groups.map(({ id }) => id)).not.toContain(groupId)
  expect(await refusal(as(stranger).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
    'errors.groupNotFound',
  )
  const listed = (await readPeople(await as(first))).people.find(({ id }) => id === first.id)
  expect(listed?.groupRoles).toEqual([{ accountId: account.id, role: 'support', groupId }])
})

test('two groups are not called the same, whatever the case of their letters', async () => {
  const { first, groupId } = await stage()
  const name = `Buyers ${randomUUID()}`
  await createGroup(await as(first), { name })
  expect(await refusal(createGroup(await as(first), { name: name.toUpperCase() }))).toBe('errors.groupNameTaken')
  expect(await refusal(renameGroup(await as(first), { groupId, name: name.toUpperCase() }))).toBe(
    'errors.groupNameTaken',
  )
})
