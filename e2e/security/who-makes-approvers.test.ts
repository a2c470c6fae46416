import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { session } from '#lib/db/schema.ts'
import { decideChange } from '#lib/people/decide.ts'
import { invite } from '#lib/people/invite.ts'
import { giveRole } from '#lib/people/roles.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { outcome, shown, stageFourEyes, words } from './four-eyes.ts'

// Nobody makes who may sign alone (A7): by the verbs of the actions, and past them, in the role of the web.

const eyes = stageFourEyes()

describe('a reviewer is not made by one person:', () => {
  test('an owner cannot become one alone, nor confirm it', async () => {
    const [owner, other] = [await eyes.present('owner'), await eyes.present('owner')]
    const change = { personId: owner.id, accountId: eyes.cast.account.id, role: 'reviewer' } as const
    expect(await giveRole(await eyes.as(owner), change)).toEqual({ outcome: 'asked' })
    const { rows } = await eyes.db.execute(sql`select id from person_change where person_id = ${owner.id}`)
    const id = String(rows[0]?.['id'])
    expect(await outcome(decideChange(await eyes.as(owner), { id, decision: 'confirm' }))).toBe(
      'errors.anotherOwnerConfirms',
    )
    const forge = (by: string) =>
      words(
        eyes.web.execute(
          sql`update person_change set decision = 'confirm', decided_at = clock_timestamp(), decided_by = ${by} where id = ${id}`,
        ),
      )
    expect(await forge(owner.id)).toMatch(/person_change_four_eyes/)
    await eyes.db.delete(session).where(eq(session.personId, other.id))
    expect(await forge(other.id)).toMatch(/not signed in/)
    expect(await outcome(approveRequest(await eyes.as(owner), shown(await eyes.ask())))).toBe('denied.needsReviewer')
  })

  test('a second account of the same person is the same person, or waits for a second owner', async () => {
    const owner = await eyes.present('owner')
    await eyes.present('owner')
    const again = { name: 'Admin', accountId: eyes.cast.account.id, roles: ['reviewer' as const] }
    // Another spelling of the address is no other person.
    await invite(await eyes.as(owner), { ...again, email: eyes.cast.admin.email })
    const { rows } = await eyes.db.execute(sql`select from person where lower(email) = ${eyes.cast.admin.email}`)
    expect(rows).toHaveLength(1)
    expect(
      await words(
        eyes.web.execute(
          sql`insert into person (email, name) values (${eyes.cast.admin.email.toUpperCase()}, 'Another')`,
        ),
      ),
    ).toMatch(/person_email_check/)
    // Another address is one: with no role that approves until a second owner has confirmed it.
    const email = `${randomUUID()}@people.test`
    expect(await invite(await eyes.as(owner), { ...again, email })).toMatchObject({ asked: true })
    const made = await eyes.db.execute(
      sql`select role from membership m join person p on p.id = m.person_id where p.email = ${email}`,
    )
    expect(made.rows).toEqual([])
  })

  test.each(['reviewer', 'admin', 'owner'])('the web’s role cannot write the role of %s by itself', async (role) => {
    const give = (personId: string) =>
      words(
        eyes.web.execute(
          sql`insert into membership (person_id, account_id, role) values (${personId}, ${eyes.cast.account.id}, ${role})`,
        ),
      )
    expect(await give(eyes.cast.support.id)).toMatch(/a second owner has to confirm/)
    const [asker, decider] = [await eyes.present('owner'), await eyes.present('owner')]
    const columns = sql.raw('person_id, kind, account_id, role, asked_by')
    const values = sql`${eyes.cast.support.id}, 'role', ${eyes.cast.account.id}, ${role}, ${asker.id}`
    // Neither asked and decided in one stroke, nor by a confirmation of another day.
    const atOnce = sql`insert into person_change (${columns}, decision, decided_by, decided_at) values (${values}, 'confirm', ${decider.id}, clock_timestamp())`
    expect(await words(eyes.web.execute(atOnce))).toMatch(/asked for first/)
    const { rows } = await eyes.web.execute(sql`insert into person_change (${columns}) values (${values}) returning id`)
    await decideChange(await eyes.as(decider), { id: String(rows[0]?.['id']), decision: 'confirm' })
    await eyes.db.execute(sql`delete from membership where person_id = ${eyes.cast.support.id} and role = ${role}`)
    expect(await give(eyes.cast.support.id)).toMatch(/a second owner has to confirm/)
    expect(
      await words(
        eyes.web.execute(sql`update person_change set role = 'owner' where person_id = ${eyes.cast.support.id}`),
      ),
    ).toMatch(/decided once/)
  })

  test('nor by a table of its own that says what the guard looks for', async () => {
    const [asker, decider] = [await eyes.present('owner'), await eyes.present('owner')]
    const { id: accountId } = eyes.cast.account
    const { id: personId } = eyes.cast.support
    const made = eyes.web.transaction(async (tx) => {
      await tx.execute(
        sql`create temporary table person_change on commit drop as table public.person_change with no data`,
      )
      await tx.execute(
        sql`insert into person_change (id, person_id, kind, account_id, role, asked_by, decision, decided_by, decided_at)
          values (${randomUUID()}, ${personId}, 'role', ${accountId}, 'reviewer', ${asker.id}, 'confirm', ${decider.id}, 'infinity')`,
      )
      await tx.execute(
        sql`insert into membership (person_id, account_id, role) values (${personId}, ${accountId}, 'reviewer')`,
      )
    })
    expect(await words(made)).toMatch(/a second owner has to confirm/)
  })

  test.each(['reviewer', 'admin', 'owner'])('nor the role of %s by way of a group', async (role) => {
    const { id: accountId } = eyes.cast.account
    const made = await eyes.web.execute(sql`insert into person_group (name) values (${randomUUID()}) returning id`)
    const groupId = String(made.rows[0]?.['id'])
    const join = sql`insert into group_member (group_id, person_id) values (${groupId}, ${eyes.cast.support.id})`
    const give = sql`insert into group_role (group_id, account_id, role) values (${groupId}, ${accountId}, ${role})`
    expect(await words(eyes.web.execute(give))).toMatch(/a second owner has to confirm this role/)
    // Where the group already has the role, nobody joins it alone.
    await eyes.db.execute(give)
    expect(await words(eyes.web.execute(join))).toMatch(/a second owner has to confirm this member/)
    const right = sql`insert into membership (person_id, account_id, role, group_id) values (${eyes.cast.support.id}, ${accountId}, ${role}, ${groupId})`
    expect(await words(eyes.web.execute(right))).toMatch(/membership_group_id_person_id_fkey/)
    const [asker, decider] = [await eyes.present('owner'), await eyes.present('owner')]
    const { rows } = await eyes.web.execute(
      sql`insert into person_change (person_id, kind, group_id, asked_by) values (${eyes.cast.support.id}, 'member', ${groupId}, ${asker.id}) returning id`,
    )
    expect(
      await outcome(decideChange(await eyes.as(decider), { id: String(rows[0]?.['id']), decision: 'confirm' })),
    ).toBe('done')
    await eyes.db.execute(sql`delete from group_member where group_id = ${groupId}`)
    expect(await words(eyes.web.execute(join))).toMatch(/a second owner has to confirm this member/)
  })
})
