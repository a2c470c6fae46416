import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSession, openSession } from '#lib/auth/sessions.ts'
import { membership } from '#lib/db/schema.ts'
import { createAccount, testBrowser } from '#lib/db/testing/people.ts'
import { createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { livingSessions } from '#lib/live/living-sessions.ts'
import { addMember, removeMember } from './group-members.ts'
import { giveGroupRole, takeGroupRole } from './group-roles.ts'
import { createGroup, deleteGroup, renameGroup } from './groups.ts'
import { readPeople } from './list.ts'
import { takeRole } from './roles.ts'
import { giveToGroup } from './testing/of-groups.ts'
import { openStage, refusal, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('a person in a group', () => {
  test('has its roles and their own, and loses the group’s with it', async () => {
    const { account, first, groupId, someone } = await stage.withGroup()
    await stage.db.insert(membership).values({ personId: someone.id, accountId: account.id, role: 'support' })
    await addMember(await stage.as(first), { groupId, personId: someone.id })
    await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'support' })
    expect(await stage.rolesOf(someone.id)).toEqual(['support', 'support'])
    const sessionId = await openSession(stage.db, someone.id, testBrowser)
    expect((await findSession(stage.web, sessionId))?.actor.memberships).toEqual([
      { accountId: account.id, role: 'support' },
    ])

    const ctx = await stage.as(first)
    await takeRole(ctx, { personId: someone.id, accountId: account.id, role: 'support' })
    expect(await stage.rolesOf(someone.id)).toEqual(['support'])
    // What is the group's is not taken from the person.
    expect(await refusal(takeRole(ctx, { personId: someone.id, accountId: account.id, role: 'support' }))).toBe(
      'errors.changedMeanwhile',
    )
    await removeMember(ctx, { groupId, personId: someone.id })
    expect(await stage.rolesOf(someone.id)).toEqual([])
  })

  test('signs in anew at once when its roles change, when they leave, and when it ends', async () => {
    const { account, first, groupId, someone } = await stage.withGroup()
    const ctx = await stage.as(first)
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
      const sessionId = await openSession(stage.db, someone.id, testBrowser)
      const { sessionIdHash = '' } = (await findSession(stage.web, sessionId)) ?? {}
      await step()
      expect(await findSession(stage.web, sessionId)).toBeUndefined()
      expect((await livingSessions(stage.web)([sessionIdHash])).size).toBe(0)
    }
    expect(await stage.rolesOf(someone.id)).toEqual([])
  })

  test('who approves by it is an approver, until it is taken away', async () => {
    const world = await stage.withGroup()
    const { account, first, groupId, someone } = world
    await addMember(await stage.as(first), { groupId, personId: someone.id })
    await giveToGroup(stage, world, 'reviewer')
    const { admin } = await createCast(stage.db)
    const approve = async () => {
      await stage.as(someone)
      const asked = await insertRequest(stage.db, { account, admin })
      return refusal(
        stage.web.execute(sql`insert into approval (request_id, version, approval_hash, person_id, decision)
          select id, version, approval_hash, ${someone.id}, 'approve' from request where id = ${asked.id}`),
      )
    }
    expect(await approve()).toBe('done')
    await takeGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'reviewer' })
    expect(await approve()).toMatchObject({ cause: { code: 'CS001' } })
  })
})

test('a role and a member that come at once both hold', async () => {
  const { account, first, groupId, someone } = await stage.withGroup()
  const [one, other] = [await stage.as(first), await stage.as(first)]
  await Promise.all([
    giveGroupRole(one, { groupId, accountId: account.id, role: 'support' }),
    addMember(other, { groupId, personId: someone.id }),
  ])
  expect(await stage.rolesOf(someone.id)).toEqual(['support'])
})

test('each change of a group is in the audit', async () => {
  const world = await stage.withGroup()
  const { account, first, groupId, someone } = world
  await renameGroup(await stage.as(first), { groupId, name: `Renamed ${randomUUID()}` })
  await addMember(await stage.as(first), { groupId, personId: someone.id })
  await giveToGroup(stage, world, 'admin')
  await takeGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'admin' })
  await removeMember(await stage.as(first), { groupId, personId: someone.id })
  await deleteGroup(await stage.as(first), { groupId })
  expect(await stage.eventsAbout(groupId)).toEqual([
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
  const { account, first, groupId, someone } = await stage.withGroup()
  const stranger = await stage.owner(await createAccount(stage.db))
  expect((await readPeople(await stage.as(stranger))).groups.map(({ id }) => id)).toContain(groupId)
  await addMember(await stage.as(first), { groupId, personId: first.id })
  const seen = (await readPeople(await stage.as(stranger))).groups.find(({ id }) => id === groupId)
  expect(seen).toMatchObject({ memberIds: [], unnamed: 1 })

  await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role: 'support' })
  expect((await readPeople(await stage.as(stranger))).groups.map(({ id }) => id)).not.toContain(groupId)
  expect(await refusal(stage.as(stranger).then((ctx) => addMember(ctx, { groupId, personId: someone.id })))).toBe(
    'errors.groupNotFound',
  )
  const listed = (await readPeople(await stage.as(first))).people.find(({ id }) => id === first.id)
  expect(listed?.groupRoles).toEqual([{ accountId: account.id, role: 'support', groupId }])
})

test('two groups are not called the same, whatever the case of their letters', async () => {
  const { first, groupId } = await stage.withGroup()
  const name = `Buyers ${randomUUID()}`
  await createGroup(await stage.as(first), { name })
  expect(await refusal(createGroup(await stage.as(first), { name: name.toUpperCase() }))).toBe('errors.groupNameTaken')
  expect(await refusal(renameGroup(await stage.as(first), { groupId, name: name.toUpperCase() }))).toBe(
    'errors.groupNameTaken',
  )
})
