import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '#lib/auth/sessions.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { contextFor, createPerson, type TestPerson, testBrowser } from '#lib/db/testing/people.ts'
import { setState } from '#lib/db/testing/requests.ts'
import { toFailure } from '#lib/failure.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { rejectRequest } from '#lib/requests/reject.ts'
import { resubmitRequest } from '#lib/requests/resubmit.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { withdrawRequest } from '#lib/requests/withdraw.ts'
import { validInput } from '../protocol/input.ts'
import { createWorld, type World } from '../protocol/world.ts'

// Whoever edits and whoever approves at one moment (A7): what is approved is what somebody else saw, whoever is first.

const races = process.env['SECURITY'] === 'full' ? 1000 : 40

let world: World
let web: Database
let editor: TestPerson
let reviewers: TestPerson[]
beforeAll(async () => {
  world = await createWorld()
  web = openDatabase(world.url, { part: 'web', max: 8 })
  const account = { id: world.accountId }
  const roles = ['admin' as const, 'reviewer' as const]
  editor = await createPerson(world.db, { roles, account, name: 'Edith Editor' })
  reviewers = [world.reviewer, await createPerson(world.db, { roles, account, name: 'Rob Reviewer' })]
}, 60_000)
afterAll(async () => {
  await web.$client.end()
  await world.close()
})

/** As the action has them: by the web's role, and signed in anew, since a proof grows old during a long run. */
async function as(someone: TestPerson): Promise<Context> {
  await openSession(world.db, someone.id, testBrowser)
  return contextFor(web, someone)
}

const expected = new Set([
  'done',
  'errors.contentChanged',
  'errors.noLongerWaiting',
  'errors.changedMeanwhile',
  'errors.cannotResubmit',
  'errors.tooLateToWithdraw',
  'denied.ownRequest',
])
const outcome = async (work: Promise<unknown>): Promise<string> => {
  const said = await work.then(
    () => 'done',
    (thrown: unknown) => toFailure(thrown, { entry: 'race', traceId: 't' }).message.split('|')[0] ?? '',
  )
  expect([...expected]).toContain(said)
  return said
}

const shown = async (id: string) => {
  const { version, approvalHash } = await world.row(id)
  return { id, version, hash: approvalHash, comment: 'x' }
}
const submitted = async (name: string) => {
  const input = await validInput(world.db, world.accountId, name)
  const asked = { operation: 'buy-phone-servers', submitKey: crypto.randomUUID(), input, reason: 'a race' }
  return (await submitRequest(await as(world.admin), asked)).id
}
/** Puts an approved request where its content is asked for anew. */
async function hold(id: string): Promise<void> {
  const { state } = await world.row(id)
  const way = state === 'awaiting_approval' ? ['approved', 'claimed', 'held'] : ['claimed', 'held']
  for (const next of way) await setState(world.db, id, next)
}

/** Nobody approved what they wrote, and nothing but what was written; no version is approved by the one who wrote any of it. */
async function expectFourEyes(): Promise<void> {
  const { rows } = await world.db.execute(sql`
    select a.request_id, a.version, a.person_id from approval a
    where a.decision = 'approve' and (
      exists (select 1 from request_version v where v.request_id = a.request_id and v.version <= a.version and v.created_by = a.person_id)
      or not exists (select 1 from request_version v where v.request_id = a.request_id and v.version = a.version and v.approval_hash = a.approval_hash))`)
  expect(rows).toEqual([])
}

test(
  `${races} edits race the approvals of those who saw the content before, and of the editor`,
  { timeout: 900_000 },
  async () => {
    const id = await submitted('raced-edit')
    for (let nth = 0; nth < races; nth += 1) {
      const before = await shown(id)
      await hold(id)
      const [edit, eager, own] = [await as(editor), await as(reviewers[nth % 2] ?? world.reviewer), await as(editor)]
      const [edited, stale, self] = await Promise.all([
        outcome(resubmitRequest(edit, { id, comment: 'again' })),
        outcome(approveRequest(eager, before)),
        outcome(shown(id).then((seen) => approveRequest(own, seen))),
      ])
      const { version, state } = await world.row(id)
      // The old content is approved by nobody, and the new one not by who wrote it.
      expect([nth, edited, stale === 'done', self === 'done']).toEqual([nth, 'done', false, false])
      expect([nth, version, state]).toEqual([nth, before.version + 1, 'awaiting_approval'])
    }
    await expectFourEyes()
  },
)

test(
  `${races} requests are approved, rejected and taken back at the same moment, and go one way`,
  { timeout: 900_000 },
  async () => {
    const first = await submitted('raced-way')
    for (let nth = 0; nth < races; nth += 1) {
      const id = nth === 0 ? first : await copyOf(first)
      const seen = await shown(id)
      const [one, other, asker] = [await as(world.reviewer), await as(reviewers[1] ?? editor), await as(world.admin)]
      const [approved, again, rejected, withdrawn] = await Promise.all([
        outcome(approveRequest(one, seen)),
        outcome(approveRequest(other, seen)),
        outcome(rejectRequest(other, seen)),
        outcome(withdrawRequest(asker, { id })),
      ])
      const { state } = await world.row(id)
      const decisions = [approved, again, rejected].filter((each) => each === 'done').length
      // One decision at the most; whoever asked may still take an approved request back.
      expect([nth, decisions <= 1, decisions + Number(withdrawn === 'done') >= 1]).toEqual([nth, true, true])
      const way = withdrawn === 'done' ? 'withdrawn' : rejected === 'done' ? 'rejected' : 'approved'
      expect([nth, state]).toEqual([nth, way])
    }
    await expectFourEyes()
  },
)

/** The same request once more, without asking the cloud again. */
async function copyOf(id: string): Promise<string> {
  const { rows } = await world.db.execute(sql`
    with made as (
      insert into request (operation, account_id, title, state, approval_hash, fingerprint, amount_minor, currency, expires_at, created_by, submit_key)
      select operation, account_id, title, 'awaiting_approval', approval_hash, fingerprint, amount_minor, currency, expires_at, created_by, gen_random_uuid()
      from request where id = ${id} returning id
    )
    insert into request_version (request_id, version, document, approval_hash, body, created_by)
    select made.id, 1, v.document, v.approval_hash, v.body, v.created_by from made, request_version v where v.request_id = ${id}
    returning request_id as id`)
  return String(rows[0]?.['id'])
}
