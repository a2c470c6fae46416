import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSession, openSession } from '#lib/auth/sessions.ts'
import { person } from '#lib/db/schema.ts'
import { createTestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson, testBrowser, type TestPerson } from '#lib/db/testing/people.ts'
import { decideChange } from './decide.ts'
import { disablePerson } from './disable.ts'
import { giveRole, takeRole } from './roles.ts'
import { openChange, openStage, refusal, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('a role that spends, approves or gives these', () => {
  test.each(['admin', 'reviewer', 'owner'] as const)('%s is given by two owners, and holds at once', async (role) => {
    const { account, first, second } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['support'] })
    const sessionId = await openSession(stage.db, someone.id, testBrowser)
    expect(await giveRole(await stage.as(first), { personId: someone.id, accountId: account.id, role })).toEqual({
      outcome: 'asked',
    })
    expect(await stage.rolesOf(someone.id)).toEqual(['support'])
    expect(await findSession(stage.db, sessionId)).toBeDefined()

    const id = await openChange(await stage.as(second), someone.email)
    await decideChange(await stage.as(second), { id, decision: 'confirm' })
    expect(await stage.rolesOf(someone.id)).toEqual([role, 'support'].toSorted())
    // The next sign-in has a new session id.
    expect(await findSession(stage.db, sessionId)).toBeUndefined()
    expect(await stage.eventsAbout(someone.id)).toEqual([
      'person.change.ask',
      'person.change.confirm',
      'person.role.give',
    ])
  })

  test('is confirmed neither by who asked, nor by who gets it, nor by who is no owner', async () => {
    const { account, first, second } = await stage.twoOwners()
    const admin = await createPerson(stage.db, { account, roles: ['admin'] })
    await giveRole(await stage.as(first), { personId: second.id, accountId: account.id, role: 'reviewer' })
    const id = await openChange(await stage.as(first), second.email)
    for (const [someone, reason] of [
      [first, 'errors.anotherOwnerConfirms'],
      [second, 'errors.anotherOwnerConfirms'],
      [admin, 'denied.needsOwner'],
    ] as const)
      expect(await refusal(decideChange(await stage.as(someone), { id, decision: 'confirm' }))).toBe(reason)
    expect(await stage.rolesOf(second.id)).toEqual(['owner'])
  })

  test('the database itself takes no confirmation by who asked', async () => {
    const { account, first } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['support'] })
    await giveRole(await stage.as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    const forged = stage.web
      .execute(sql`update person_change set decision = 'confirm', decided_at = now(), decided_by = asked_by
      where person_id = ${someone.id}`)
    await expect(forged).rejects.toMatchObject({ cause: { constraint: 'person_change_four_eyes' } })
  })

  test('asked for is taken back by who asked, or refused by another owner', async () => {
    const { account, first, second } = await stage.twoOwners()
    for (const decider of [first, second]) {
      const someone = await createPerson(stage.db, { account, roles: ['support'] })
      await giveRole(await stage.as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
      const id = await openChange(await stage.as(decider), someone.email)
      await decideChange(await stage.as(decider), { id, decision: 'refuse' })
      expect(await stage.rolesOf(someone.id)).toEqual(['support'])
      expect(await refusal(decideChange(await stage.as(second), { id, decision: 'confirm' }))).toBe(
        'errors.changedMeanwhile',
      )
    }
  })

  test('does not come of the wish of somebody who is an owner no more', async () => {
    const { account, first, second } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['support'] })
    await giveRole(await stage.as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    await takeRole(await stage.as(second), { personId: first.id, accountId: account.id, role: 'owner' })
    const id = await openChange(await stage.as(second), someone.email)
    expect(await refusal(decideChange(await stage.as(second), { id, decision: 'confirm' }))).toBe(
      'errors.changedMeanwhile',
    )
  })

  test('on an account with one owner is confirmed by an owner of another', async () => {
    const { second } = await stage.twoOwners()
    const account = await createAccount(stage.db)
    const alone = await stage.owner(account)
    const someone = await createPerson(stage.db, { account, roles: ['support'] })
    await giveRole(await stage.as(alone), { personId: someone.id, accountId: account.id, role: 'admin' })
    await decideChange(await stage.as(second), {
      id: await openChange(await stage.as(second), someone.email),
      decision: 'confirm',
    })
    expect(await stage.rolesOf(someone.id)).toEqual(['admin', 'support'])
  })

  test('is refused where the console has no second owner', async () => {
    const lonely = await createTestDatabase()
    const account = await createAccount(lonely.db)
    const alone = await createPerson(lonely.db, { account, roles: ['owner'] })
    const someone = await createPerson(lonely.db, { account, roles: ['support'] })
    const ctx = await contextFor(lonely.db, alone)
    expect(await refusal(giveRole(ctx, { personId: someone.id, accountId: account.id, role: 'admin' }))).toBe(
      'errors.noSecondOwner',
    )
    await lonely.drop()
  })
})

describe('the last owner', () => {
  test('of an account stays, also when the last two leave at once', async () => {
    const { account, first, second } = await stage.twoOwners()
    const seen = new Map([
      [first, await stage.as(first)],
      [second, await stage.as(second)],
    ])
    const take = async (by: TestPerson, whose: TestPerson) =>
      refusal(
        takeRole(seen.get(by) ?? (await stage.as(by)), { personId: whose.id, accountId: account.id, role: 'owner' }),
      )
    const outcomes = await Promise.all([take(first, second), take(second, first)])
    expect(outcomes.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'done',
      'errors.lastOwner',
    ])
  })

  test('is not disabled, and does not count while only invited', async () => {
    const account = await createAccount(stage.db)
    const [last, invited] = [await stage.owner(account), await stage.owner(account)]
    await stage.db.update(person).set({ joinedAt: null }).where(eq(person.id, invited.id))
    expect(await refusal(disablePerson(await contextFor(stage.web, invited), { personId: last.id }))).toBe(
      'errors.lastOwner',
    )
  })
})
