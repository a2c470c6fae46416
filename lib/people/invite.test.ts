import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPassword } from '#lib/auth/passwords.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { personLink } from '#lib/db/people-schema.ts'
import { person } from '#lib/db/schema.ts'
import { createAccount, createPerson, type TestAccount } from '#lib/db/testing/people.ts'
import { invite } from './invite.ts'
import { join, linkFor, openLink } from './links.ts'
import { openStage, refusal, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const newcomer = (account: TestAccount, roles: Role[]) => ({
  email: `${randomUUID()}@people.test`,
  name: 'New Person',
  accountId: account.id,
  roles,
})
const goodPassword = 'jinbei-kufari-21'

describe('an invitation', () => {
  test('opens once, lets its person choose a password, and is kept as a digest', async () => {
    const { account, first } = await stage.twoOwners()
    const wanted = newcomer(account, ['support'])
    const { token = '', asked } = await invite(await stage.as(first), wanted)
    expect(asked).toBe(false)
    const { rows } = await stage.db.execute(sql`select row_to_json(l)::text as row from person_link l`)
    expect(JSON.stringify(rows)).not.toContain(token)

    expect(await openLink({ db: stage.web }, { token })).toEqual({ email: wanted.email, name: wanted.name })
    expect(await join({ db: stage.web }, { token, password: goodPassword })).toEqual({ email: wanted.email })
    const [someone] = await stage.db.select().from(person).where(eq(person.email, wanted.email))
    expect(await isPassword(goodPassword, someone?.passwordHash)).toBe(true)
    expect(await refusal(join({ db: stage.web }, { token, password: goodPassword }))).toBe('errors.linkDead')
    expect(await stage.eventsAbout(someone?.id ?? '')).toEqual(['person.invite', 'person.role.give', 'person.link'])
  })

  test('is dead after seven days, when a newer one was made, and for nonsense', async () => {
    const { account, first } = await stage.twoOwners()
    const { token = '' } = await invite(await stage.as(first), newcomer(account, ['support']))
    await stage.db.update(personLink).set({ expiresAt: sql`clock_timestamp()` })
    expect(await refusal(openLink({ db: stage.web }, { token }))).toBe('errors.linkDead')

    const wanted = newcomer(account, ['support'])
    const { token: older = '' } = await invite(await stage.as(first), wanted)
    const [someone] = await stage.db.select().from(person).where(eq(person.email, wanted.email))
    const { token: newer = '' } = await linkFor(await stage.as(first), { personId: someone?.id ?? '' })
    expect(await refusal(openLink({ db: stage.web }, { token: older }))).toBe('errors.linkDead')
    expect(await refusal(openLink({ db: stage.web }, { token: newer }))).toBe('done')
    expect(await refusal(openLink({ db: stage.web }, { token: 'x' }))).toBe('errors.linkDead')
  })

  test('of two at once with one link only one password holds', async () => {
    const { account, first } = await stage.twoOwners()
    const { token = '' } = await invite(await stage.as(first), newcomer(account, ['support']))
    const outcomes = await Promise.all(
      [1, 2].map(() => refusal(join({ db: stage.web }, { token, password: goodPassword }))),
    )
    expect(outcomes.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'done',
      'errors.linkDead',
    ])
  })

  test('takes no password that is on the lists', async () => {
    const { account, first } = await stage.twoOwners()
    const { token = '' } = await invite(await stage.as(first), newcomer(account, ['support']))
    expect(await refusal(join({ db: stage.web }, { token, password: 'password1234' }))).toBe('errors.passwordCommon')
    expect(await refusal(openLink({ db: stage.web }, { token }))).toBe('done')
  })

  test('is for owners alone, and on their own accounts', async () => {
    const { account, first } = await stage.twoOwners()
    const other = await createAccount(stage.db)
    const admin = await createPerson(stage.db, { account, roles: ['admin'] })
    expect(await refusal(stage.as(admin).then((ctx) => invite(ctx, newcomer(account, ['support']))))).toBe(
      'denied.needsOwner',
    )
    expect(await refusal(stage.as(first).then((ctx) => invite(ctx, newcomer(other, ['support']))))).toBe(
      'denied.noAccount',
    )
  })

  test('of somebody who signs in already gives the role and no way into their place', async () => {
    const { account, first } = await stage.twoOwners()
    const known = await createPerson(stage.db)
    const { token } = await invite(await stage.as(first), { ...newcomer(account, ['support']), email: known.email })
    expect(token).toBeUndefined()
    expect(await stage.rolesOf(known.id)).toEqual(['support'])
  })
})
