import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { openSession } from '#lib/auth/sessions.ts'
import { person, session } from '#lib/db/schema.ts'
import { removeRole, type TestPerson, testBrowser } from '#lib/db/testing/people.ts'
import {
  createCast,
  insertApproval,
  insertAttempt,
  insertRequest,
  insertVersion,
  setState,
  setStateOnRecord,
} from '#lib/db/testing/requests.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { type Asked, outcome, shown, stageFourEyes, words } from './four-eyes.ts'

// Nothing is bought until somebody else has signed (A7): by the verbs of the actions, and past them, in the role of the web. Who makes
// those who may sign is in who-makes-approvers.test.ts.

const eyes = stageFourEyes()

test('somebody else who is a reviewer approves', async () => {
  const asked = await eyes.ask()
  expect(await outcome(approveRequest(await eyes.as(eyes.cast.reviewer), shown(asked)))).toBe('done')
  expect(await eyes.stateOf(asked)).toBe('approved')
  expect(await outcome(approveRequest(await eyes.as(await eyes.present('reviewer')), shown(asked)))).toBe(
    'errors.noLongerWaiting',
  )
})

/** Who tries, with what they saw; each is refused by the verb and by the database itself. */
const attempts: [string, string, RegExp, () => Promise<{ asked: Asked; by: TestPerson; past?: Partial<Asked> }>][] = [
  [
    'who asked for it',
    'denied.needsReviewer',
    /requested or edited/,
    async () => ({ asked: await eyes.ask(), by: eyes.cast.admin }),
  ],
  [
    'who asked for it and is a reviewer as well',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await eyes.present('admin', 'reviewer', 'owner')
      return { asked: await insertRequest(eyes.db, { account: eyes.cast.account, admin: by }), by }
    },
  ],
  [
    'who edited it before',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await eyes.present('admin', 'reviewer')
      const asked = await eyes.ask({ version: 2 })
      await insertVersion(eyes.db, { ...asked, version: 1 }, by.id)
      return { asked, by }
    },
  ],
  [
    'who edited it last, where another asked for it',
    'denied.ownRequest',
    /requested or edited/,
    async () => {
      const by = await eyes.present('admin', 'reviewer')
      const asked = { ...(await eyes.ask()), version: 2, approvalHash: 'd'.repeat(64) }
      await insertVersion(eyes.db, asked, by.id)
      await eyes.db.execute(
        sql`update request set version = 2, approval_hash = ${asked.approvalHash} where id = ${asked.id}`,
      )
      return { asked, by }
    },
  ],
  [
    'who only looks',
    'denied.needsReviewer',
    /only a reviewer/,
    async () => ({ asked: await eyes.ask(), by: eyes.cast.support }),
  ],
  [
    'who owns the account and is no reviewer',
    'denied.needsReviewer',
    /only a reviewer/,
    async () => ({ asked: await eyes.ask(), by: await eyes.present('owner') }),
  ],
  [
    'who reviews another account',
    'errors.requestNotFound',
    /only a reviewer/,
    async () => {
      const { reviewer: by } = await createCast(eyes.db)
      await openSession(eyes.db, by.id, testBrowser)
      return { asked: await eyes.ask(), by }
    },
  ],
  [
    'who saw an older version',
    'errors.contentChanged',
    /content changed/,
    async () => {
      const asked = await eyes.ask({ version: 2 })
      await insertVersion(eyes.db, { ...asked, version: 1 }, eyes.cast.admin.id)
      return { asked, by: eyes.cast.reviewer, past: { version: 1 } }
    },
  ],
  [
    'who saw other content under the same number',
    'errors.contentChanged',
    /content changed/,
    async () => ({ asked: await eyes.ask(), by: eyes.cast.reviewer, past: { approvalHash: 'f'.repeat(64) } }),
  ],
  [
    'who comes after it expired',
    'errors.changedMeanwhile',
    /expired/,
    async () => ({ asked: await eyes.ask({ expiresAt: new Date(Date.now() - 60_000) }), by: eyes.cast.reviewer }),
  ],
]

describe('nobody approves', () => {
  test.each(attempts)('%s', async (_, key, refusal, stage) => {
    const { asked, by, past = {} } = await stage()
    const seen = { ...asked, ...past }
    expect(await outcome(approveRequest(await eyes.as(by), shown(seen)))).toBe(key)
    expect(await words(insertApproval(eyes.web, seen, by.id))).toMatch(refusal)
    await eyes.expectUntouched(asked)
  })
})

/** What happens between the page and the click: the verb was told the roles as they were, the database knows better. */
const meanwhile: [string, RegExp, (by: TestPerson) => Promise<unknown>][] = [
  ['lost the role', /only a reviewer/, (by) => removeRole(eyes.db, by.id, eyes.cast.account.id, 'reviewer')],
  [
    'was disabled',
    /not signed in|only a reviewer/,
    (by) => eyes.db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, by.id)),
  ],
  [
    'was signed out',
    /not signed in/,
    (by) => eyes.db.update(session).set({ revokedAt: new Date() }).where(eq(session.personId, by.id)),
  ],
  [
    'has given a password and no second factor',
    /not signed in/,
    (by) => eyes.db.update(session).set({ needs: 'factor' }).where(eq(session.personId, by.id)),
  ],
  [
    'proved who they are long ago',
    /not signed in/,
    (by) =>
      eyes.db
        .update(session)
        .set({ confirmedAt: sql`clock_timestamp() - interval '12 minutes'` })
        .where(eq(session.personId, by.id)),
  ],
  ['was never there', /not signed in/, (by) => eyes.db.delete(session).where(eq(session.personId, by.id))],
]

describe('no approval is taken in the name of a reviewer who', () => {
  test.each(meanwhile)('%s', async (_, refusal, happen) => {
    const asked = await eyes.ask()
    const seen = await eyes.as(eyes.cast.reviewer)
    await happen(eyes.cast.reviewer)
    expect(await outcome(approveRequest(seen, shown(asked)))).toBe('errors.changedMeanwhile')
    expect(await words(insertApproval(eyes.web, asked, eyes.cast.reviewer.id))).toMatch(refusal)
    await eyes.expectUntouched(asked)
  })
})

describe('the web’s role sends nothing that nobody signed:', () => {
  test('a request that is called approved without an approval', async () => {
    const asked = await eyes.ask()
    await setStateOnRecord(eyes.web, asked.id, 'approved')
    for (const state of ['claimed', 'sending']) await setState(eyes.db, asked.id, state)
    expect(await words(insertAttempt(eyes.db, asked))).toMatch(/without a valid approval/)
  })

  test('other content under an approval that is there', async () => {
    const asked = await eyes.ask()
    await approveRequest(await eyes.as(eyes.cast.reviewer), shown(asked))
    const other = { ...asked, version: 2, approvalHash: 'e'.repeat(64) }
    await insertVersion(eyes.web, other, eyes.cast.admin.id)
    await eyes.web.execute(
      sql`update request set version = 2, approval_hash = ${other.approvalHash} where id = ${asked.id}`,
    )
    for (const state of ['claimed', 'sending']) await setState(eyes.db, asked.id, state)
    for (const content of [other, asked])
      expect(await words(insertAttempt(eyes.db, content))).toMatch(/without a valid approval|exactly what was approved/)
  })

  test('a request that was made somebody else’s afterwards', async () => {
    const asked = await eyes.ask()
    const statement = sql`update request set created_by = ${eyes.cast.support.id} where id = ${asked.id}`
    expect(await words(eyes.web.execute(statement))).toMatch(/identity of a request/)
    expect(
      await words(
        eyes.web.execute(
          sql`update request_version set created_by = ${eyes.cast.support.id} where request_id = ${asked.id}`,
        ),
      ),
    ).toMatch(/permission denied/)
  })
})
