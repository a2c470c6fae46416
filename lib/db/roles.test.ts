import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { transitionRows } from '#lib/requests/machine.ts'
import type { Database } from './client.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { createCast, insertReadyFor, insertRequest, setStateOnRecord } from './testing/requests.ts'

let database: TestDatabase
let web: Database
let worker: Database

beforeAll(async () => {
  database = await createTestDatabase()
  web = database.openAs('web')
  worker = database.openAs('worker')
})
afterAll(() => database.drop())

test('every move of a request is made by its own part and by no other', { timeout: 60_000 }, async () => {
  const cast = await createCast(database.db)
  const wrong: string[] = []
  for (const { was, event, became, byPerson } of transitionRows().filter((row) => row.was !== row.became)) {
    const { id: moved } = await insertReadyFor(database.db, cast, { was, became })
    const [other, own] = byPerson ? [worker, web] : [web, worker]
    if (!/may not take a request/.test(await outcome(setStateOnRecord(other, moved, became))))
      wrong.push(`${event} by the other`)
    if ((await said(own, moveOf(moved, became))) !== unrecorded({ was, became }))
      wrong.push(`${event} without a record`)
    if ((await outcome(setStateOnRecord(own, moved, became))) !== 'done') wrong.push(`${event} refused to its own`)
  }
  expect(wrong).toEqual([])
})

test('a move is recorded by its own transaction: no audit row from before stands for it', async () => {
  const cast = await createCast(database.db)
  const { id: moved } = await insertRequest(database.db, cast, { state: 'approved' })
  await setStateOnRecord(worker, moved, 'claimed')
  const again = { was: 'approved', became: 'claimed' }
  await setStateOnRecord(worker, moved, 'approved')
  expect(await said(worker, moveOf(moved, 'claimed'))).toBe(unrecorded(again))
  expect(await said(worker, `begin; ${moveOf(moved, 'claimed')}; ${recordOf(moved, again)}; commit`)).toBe('done')
  await setStateOnRecord(worker, moved, 'approved')
  const inPart = `begin; ${moveOf(moved, 'claimed')}; savepoint one; ${recordOf(moved, again)}; release one; commit`
  expect(await said(worker, inPart)).toBe('done')
})

const moveOf = (request: string, state: string) => `update request set state = '${state}' where id = '${request}'`
const recordOf = (request: string, { was, became }: { was: string; became: string }) =>
  `insert into audit (actor_kind, actor_id, event, request_id, was, became)
   values ('worker', 'w', 'request.claim', '${request}', '${was}', '${became}')`
const unrecorded = ({ was, became }: { was: string; became: string }) =>
  `nothing records that a request went from ${was} to ${became}`

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      const told = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return told instanceof Error ? told.message : String(told)
    },
  )
const said = (part: Database, statement: string): Promise<string> => outcome(part.$client.query(statement))
const id = randomUUID()
/** Of an account that is not there, so that nothing is written. */
const sealFirst = `insert into spend_key (account_id, access_key, secret_sealed, sealed_to)
  select id, 'AK', 'sealed', 'w' from cloud_account where id = '${id}'
  on conflict (account_id) do update set secret_sealed = 'sealed'`

describe('the web', () => {
  test.each([
    ['read a spending key', 'select secret_sealed from spend_key'],
    ['read it in returning', `update spend_key set secret_sealed = 'x' returning secret_sealed`],
    ['read the id of a spending key', 'select access_key from spend_key'],
    ['send the calls of an account elsewhere', `update cloud_account set endpoint_override = 'http://127.0.0.1'`],
    ['remove an account', 'delete from cloud_account'],
    ['write an attempt', `update attempt set state = 'accepted'`],
    ['begin an attempt', `insert into attempt (id) values ('${id}')`],
    ['write a payment', `insert into payment (request_id) values ('${id}')`],
    ['settle a payment', `update payment set state = 'accepted'`],
    ['link an order', `insert into order_link (order_id) values ('CS1')`],
    ['remove a request', 'delete from request'],
    ['change an approval', `update approval set decision = 'approve'`],
    ['change a frozen version', `update request_version set body = ''`],
    ['change the audit', `update audit set event = ''`],
    ['remove audit rows', 'delete from audit'],
    ['empty the audit', 'truncate audit'],
    ['give an audit row its place', `insert into audit_link values (1, 1, '')`],
    ['change a hash of the audit', `update audit_link set hash = ''`],
    ['say that the audit was verified', 'update audit_check set place = 1'],
    ['invent what the cloud has', `insert into cloud_order (order_id) values ('CS1')`],
    ['change the table of moves', `insert into request_transition values ('refused', 'approve', 'approved', true)`],
    ['say what an order looks like', `insert into order_candidate (order_id) values ('CS1')`],
    ['make an order fit', `update order_candidate set fit = 'yes'`],
    ['say that it looked', `insert into look_up (outcome) values ('none')`],
    ['unsay a decision', 'delete from candidate_decision'],
    ['put another role in the place of a group’s', `update group_role set role = 'owner'`],
    ['put another person in the place of a member', `update group_member set person_id = '${id}'`],
    ['change a role', `update membership set role = 'reviewer'`],
    ['make a table', 'create table loot (id int)'],
  ])('cannot %s', async (_, statement) => {
    expect(await said(web, statement)).toMatch(/permission denied/)
  })
  test.each([
    ['ask and decide', 'select 1 from request, approval, request_version'],
    ['show attempts and payments', 'select 1 from attempt, payment'],
    ['seal a new spending key', `update spend_key set secret_sealed = 'x' where account_id = '${id}'`],
    ['seal the first spending key', sealFirst],
    ['show the end of its id', 'select access_key_tail, sealed_to, since from spend_key'],
    ['remove a budget', `delete from account_budget where account_id = '${id}'`],
    ['wake the worker', 'select 1 from pgboss.queue'],
  ])('can %s', async (_, statement) => {
    expect(await said(web, statement)).toBe('done')
  })
})

describe('the worker', () => {
  test.each([
    ['approve', `insert into approval (request_id) values ('${id}')`],
    ['ask', `insert into request (operation) values ('x')`],
    ['edit', `insert into request_version (request_id) values ('${id}')`],
    ['make somebody a reviewer', `insert into membership values ('${id}', '${id}', 'reviewer')`],
    ['make somebody a member of a group', `insert into group_member values ('${id}', '${id}')`],
    ['give a group a role', `insert into group_role values ('${id}', '${id}', 'admin')`],
    ['read passwords', 'select password_hash from person'],
    ['read sessions', 'select * from session'],
    ['replace a spending key', `update spend_key set secret_sealed = ''`],
    ['replace a read key', `update cloud_account set read_secret_sealed = ''`],
    ['change the audit', `update audit set event = ''`],
    ['change a hash of the audit', `update audit_link set hash = ''`],
    ['read a budget', 'select amount_minor from account_budget'],
    ['raise a budget', `update account_budget set amount_minor = 2`],
    ['remove attempts', 'delete from attempt'],
    ['remove orders', 'delete from order_link'],
    ['adopt an order', `insert into candidate_decision (decision) values ('adopt')`],
    ['ask in the name of a person', `insert into order_question (order_id) values ('CS1')`],
  ])('cannot %s', async (_, statement) => {
    expect(await said(worker, statement)).toMatch(/permission denied/)
  })
  test.each([
    ['open the spending key', 'select secret_sealed from spend_key'],
    ['send', `update attempt set state = 'accepted' where id = '${id}'`],
    ['beat', `delete from worker_heartbeat where worker_id = 'x'`],
  ])('can %s', async (_, statement) => {
    expect(await said(worker, statement)).toBe('done')
  })
})

test('every guard, and all that acts as the owner, reads the tables of the schema and none that somebody has made', async () => {
  const { rows } = await database.db.execute(
    `select p.proname from pg_proc p
     where p.pronamespace = 'public'::regnamespace and (p.prorettype = 'trigger'::regtype or p.prosecdef)
       and 'search_path=public, pg_temp' <> all (coalesce(p.proconfig, '{}'))`,
  )
  expect(rows).toEqual([])
})

test('neither part brings a retired account back', async () => {
  const { account } = await createCast(database.db)
  await database.db.execute(`update cloud_account set state = 'retired' where id = '${account.id}'`)
  for (const part of [web, worker])
    expect(await said(part, `update cloud_account set state = 'active' where id = '${account.id}'`)).toMatch(
      /stays retired/,
    )
})
