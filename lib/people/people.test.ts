import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSession, openSession } from '#lib/auth/sessions.ts'
import { membership } from '#lib/db/schema.ts'
import { createAccount, createPerson, testBrowser } from '#lib/db/testing/people.ts'
import { decideChange } from './decide.ts'
import { clearFactorsOf, disablePerson, enablePerson } from './disable.ts'
import { linkFor } from './links.ts'
import { readPeople } from './list.ts'
import { takeRole } from './roles.ts'
import { openChange, openStage, refusal, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('a person', () => {
  test('who is disabled is out at once, and comes back with the same roles', async () => {
    const { account, first } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['reviewer'] })
    const sessionId = await openSession(stage.db, someone.id, testBrowser)
    await disablePerson(await stage.as(first), { personId: someone.id })
    expect(await findSession(stage.db, sessionId)).toBeUndefined()
    await enablePerson(await stage.as(first), { personId: someone.id })
    expect(await findSession(stage.db, sessionId)).toBeUndefined()
    expect(await stage.rolesOf(someone.id)).toEqual(['reviewer'])
    expect(await refusal(disablePerson(await stage.as(first), { personId: first.id }))).toBe('errors.notYourself')
  })

  test('who loses a role loses it and the sessions at once', async () => {
    const { account, first } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['admin', 'support'] })
    const sessionId = await openSession(stage.db, someone.id, testBrowser)
    await takeRole(await stage.as(first), { personId: someone.id, accountId: account.id, role: 'admin' })
    expect(await stage.rolesOf(someone.id)).toEqual(['support'])
    expect(await findSession(stage.db, sessionId)).toBeUndefined()
  })

  test.each([
    ['a new link', linkFor],
    ['new factors', clearFactorsOf],
  ] as const)('who may approve gets %s from two owners', async (_, ask) => {
    const { account, first, second } = await stage.twoOwners()
    const someone = await createPerson(stage.db, { account, roles: ['reviewer'] })
    expect(await ask(await stage.as(first), { personId: someone.id })).not.toHaveProperty('token')
    const id = await openChange(await stage.as(second), someone.email)
    const { token } = await decideChange(await stage.as(second), { id, decision: 'confirm' })
    expect(token !== undefined).toBe(ask === linkFor)
  })

  test('of another account is not shown and not touched', async () => {
    const { first } = await stage.twoOwners()
    const other = await createAccount(stage.db)
    const stranger = await createPerson(stage.db, { account: other, roles: ['support'] })
    expect((await readPeople(await stage.as(first))).people.map(({ id }) => id)).not.toContain(stranger.id)
    for (const verb of [disablePerson, enablePerson, linkFor, clearFactorsOf])
      expect(await refusal(verb(await stage.as(first), { personId: stranger.id }))).toBe('errors.personNotFound')
  })

  test('is listed with the roles on one’s own accounts only', async () => {
    const { account, first } = await stage.twoOwners()
    const other = await createAccount(stage.db)
    const someone = await createPerson(stage.db, { account, roles: ['support'] })
    await stage.db.insert(membership).values({ personId: someone.id, accountId: other.id, role: 'admin' })
    const listed = (await readPeople(await stage.as(first))).people.find(({ id }) => id === someone.id)
    expect(listed).toMatchObject({ state: 'active', roles: [{ accountId: account.id, role: 'support' }] })
  })
})
