import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { membership, person } from '#lib/db/schema.ts'
import { createTestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { decideChange } from './decide.ts'
import { disablePerson } from './disable.ts'
import { addMember, removeMember } from './group-members.ts'
import { giveGroupRole, takeGroupRole } from './group-roles.ts'
import { createGroup, deleteGroup } from './groups.ts'
import { invite } from './invite.ts'
import { readPeople } from './list.ts'
import { takeRole } from './roles.ts'
import { confirmOfGroup, giveToGroup } from './testing/of-groups.ts'
import { openStage, refusal, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('two owners', () => {
  test.each(['admin', 'reviewer', 'owner'] as const)('give a group %s, and nobody in it confirms', async (role) => {
    const { account, first, second, third, groupId, someone } = await stage.withGroup()
    for (const each of [someone, second]) await addMember(await stage.as(first), { groupId, personId: each.id })
    await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role })
    expect(await stage.rolesOf(someone.id)).toEqual([])
    for (const each of [first, second])
      expect(await refusal(confirmOfGroup(stage, each, groupId))).toBe('errors.anotherOwnerConfirms')
    await confirmOfGroup(stage, third, groupId)
    expect(await stage.rolesOf(someone.id)).toEqual([role])
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
    const { account, first, second, groupId } = await stage.withGroup()
    await addMember(await stage.as(first), { groupId, personId: second.id })
    await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'admin' })
    for (const by of [first, second])
      await expect(
        stage.web.execute(sql`update person_change set decision = 'confirm', decided_at = now(), decided_by = ${by.id}
          where group_id = ${groupId}`),
      ).rejects.toMatchObject({ cause: { code: expect.stringMatching(/^(CS001|23514)$/) } })
  })

  test('let a person join a group that spends or approves, also one who was only just invited', async () => {
    const world = await stage.withGroup()
    const { account, first, second, groupId } = world
    await giveToGroup(stage, world, 'admin')
    const email = `${randomUUID()}@people.test`
    await invite(await stage.as(first), { email, name: 'New', accountId: account.id, roles: ['support'] })
    const [invited] = await stage.db.select().from(person).where(eq(person.email, email))
    const personId = invited?.id ?? ''
    expect(await addMember(await stage.as(first), { groupId, personId })).toEqual({ outcome: 'asked' })
    expect(await stage.rolesOf(personId)).toEqual(['support'])
    expect(await refusal(confirmOfGroup(stage, first, groupId))).toBe('errors.anotherOwnerConfirms')
    await confirmOfGroup(stage, second, groupId)
    expect(await stage.rolesOf(personId)).toEqual(['admin', 'support'])
  })

  test('are also asked for who joins while such a role waits', async () => {
    const { account, first, second, groupId, someone } = await stage.withGroup()
    await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'reviewer' })
    expect(await addMember(await stage.as(first), { groupId, personId: someone.id })).toEqual({ outcome: 'asked' })
    const ctx = await stage.as(second)
    for (const { id, groupId: of } of (await readPeople(ctx)).changes)
      if (of === groupId) await decideChange(ctx, { id, decision: 'confirm' })
    expect(await stage.rolesOf(someone.id)).toEqual(['reviewer'])
  })

  test('are owners of each account of the group', async () => {
    const world = await stage.withGroup()
    const { first, second, groupId, someone } = world
    const other = await createAccount(stage.db)
    const elsewhere = await stage.owner(other)
    await stage.db.insert(membership).values({ personId: first.id, accountId: other.id, role: 'owner' })
    await giveToGroup(stage, world, 'admin')
    await giveGroupRole(await stage.as(first), { groupId, accountId: other.id, role: 'admin' })
    await confirmOfGroup(stage, elsewhere, groupId)
    // Who owns one of its accounts changes nothing about it, and confirms nothing.
    expect(await refusal(stage.as(second).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
      'errors.groupElsewhere',
    )
    expect(await refusal(stage.as(first).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
      'errors.noSecondOwner',
    )
  })

  test('a wish does not outlive the group, nor the ownership of who had it', async () => {
    const { account, first, second, third, groupId } = await stage.withGroup()
    await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'admin' })
    await takeRole(await stage.as(second), { personId: first.id, accountId: account.id, role: 'owner' })
    expect(await refusal(confirmOfGroup(stage, third, groupId))).toBe('errors.changedMeanwhile')
    await deleteGroup(await stage.as(second), { groupId })
    expect((await readPeople(await stage.as(third))).changes.filter((change) => change.groupId === groupId)).toEqual([])
  })
})

test('an account keeps an owner who can sign in, whichever way the last would go', async () => {
  const world = await stage.withGroup()
  const { account, first, second, third, groupId, someone } = world
  await addMember(await stage.as(first), { groupId, personId: someone.id })
  await giveToGroup(stage, world, 'owner')
  for (const gone of [first, second, third])
    await takeRole(await stage.as(someone), { personId: gone.id, accountId: account.id, role: 'owner' })
  // Another owner elsewhere, so that somebody may try: the group is theirs, too.
  const ctx = await stage.as(someone)
  for (const attempt of [
    () => removeMember(ctx, { groupId, personId: someone.id }),
    () => takeGroupRole(ctx, { groupId, accountId: account.id, role: 'owner' }),
    () => deleteGroup(ctx, { groupId }),
  ])
    expect(await refusal(attempt())).toBe('errors.lastOwner')
  await stage.db.insert(membership).values({ personId: first.id, accountId: account.id, role: 'owner' })
  await stage.db.update(person).set({ joinedAt: null }).where(eq(person.id, first.id))
  expect(await refusal(stage.as(first).then((by) => disablePerson(by, { personId: someone.id })))).toBe(
    'errors.lastOwner',
  )
})
