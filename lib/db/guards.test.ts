import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isEnd, requestStates, transitionRows } from '#lib/requests/machine.ts'
import { attempt, audit, person } from './schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { createPerson, removeRole } from './testing/people.ts'
import {
  type Cast,
  createCast,
  insertApproval,
  insertAttempt,
  insertOrderedRequest,
  insertReadyFor,
  insertRequest,
  insertSendingRequest,
  insertVersion,
  setState,
} from './testing/requests.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  cast = await createCast(database.db)
})

const run = (statement: ReturnType<typeof sql>) => database.db.execute(statement)

/** The words in which the database itself refuses; Drizzle wraps them as a cause. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it was accepted',
    (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message),
  )

describe('moves of a request', () => {
  test('that the machine does not list are refused, for every pair of states', { timeout: 60_000 }, async () => {
    const listed = new Set(transitionRows().map(({ was, became }) => `${was} ${became}`))
    const wronglyAccepted: string[] = []
    for (const was of requestStates) {
      const asked = await insertRequest(database.db, cast, { state: was })
      for (const became of requestStates) {
        if (was === became || listed.has(`${was} ${became}`)) continue
        const accepted = await setState(database.db, asked.id, became).then(
          () => true,
          () => false,
        )
        if (accepted) wronglyAccepted.push(`${was} → ${became}`)
      }
    }
    expect(wronglyAccepted).toEqual([])
  })

  test('that the machine lists are accepted', async () => {
    for (const { was, became } of transitionRows().filter((row) => row.was !== row.became)) {
      const asked = await insertReadyFor(database.db, cast, { was, became })
      await setState(database.db, asked.id, became)
      const { rows } = await run(sql`select state from request where id = ${asked.id}`)
      expect(rows).toEqual([{ state: became }])
    }
  })

  test('end in states whose rows nobody changes any more', async () => {
    for (const state of requestStates.filter(isEnd)) {
      const asked = await insertRequest(database.db, cast, { state })
      expect(await refusal(run(sql`update request set title = 'another' where id = ${asked.id}`))).toMatch(/is closed/)
    }
  })

  test('never change what the request is, and never take the fence back', async () => {
    const asked = await insertRequest(database.db, cast, { fence: 5 })
    const other = await createCast(database.db)
    expect(await refusal(run(sql`update request set account_id = ${other.account.id} where id = ${asked.id}`))).toMatch(
      /identity/,
    )
    expect(await refusal(run(sql`update request set created_by = ${other.admin.id} where id = ${asked.id}`))).toMatch(
      /identity/,
    )
    expect(await refusal(run(sql`update request set fence = 4 where id = ${asked.id}`))).toMatch(/fence/)
  })

  test('leave the request where it is: it cannot be deleted', async () => {
    const asked = await insertRequest(database.db, cast)
    expect(await refusal(run(sql`delete from request where id = ${asked.id}`))).toMatch(/cannot be changed or removed/)
  })

  test('lead to unknown states never', async () => {
    const asked = await insertRequest(database.db, cast)
    expect(await refusal(setState(database.db, asked.id, 'bought'))).toMatch(/cannot go from/)
  })
})

test('a form that is sent twice makes one request', async () => {
  const submitKey = randomUUID()
  await insertRequest(database.db, cast, { submitKey })
  expect(await refusal(insertRequest(database.db, cast, { submitKey }))).toMatch(/request_created_by_submit_key_key/)
})

describe('an approval', () => {
  test('by a reviewer of the account for the shown content is accepted', async () => {
    const asked = await insertRequest(database.db, cast)
    await insertApproval(database.db, asked, cast.reviewer.id)
    const { rows } = await run(sql`select decision from approval where request_id = ${asked.id}`)
    expect(rows).toEqual([{ decision: 'approve' }])
  })

  test('by the person who asked is refused, also when they are a reviewer', async () => {
    const both = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account })
    const asked = await insertRequest(database.db, { account: cast.account, admin: both })
    expect(await refusal(insertApproval(database.db, asked, both.id))).toMatch(
      /nobody approves what they requested or edited/,
    )
  })

  test('by somebody who edited an earlier version is refused', async () => {
    const editor = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account })
    const asked = await insertRequest(database.db, cast, { version: 2 })
    await insertVersion(database.db, { ...asked, version: 1 }, editor.id)
    expect(await refusal(insertApproval(database.db, asked, editor.id))).toMatch(
      /nobody approves what they requested or edited/,
    )
  })

  test('of other content than the present one is refused', async () => {
    const asked = await insertRequest(database.db, cast, { version: 2 })
    await insertVersion(database.db, { ...asked, version: 1 }, cast.admin.id)
    expect(
      await refusal(insertApproval(database.db, asked, cast.reviewer.id, { approvalHash: 'f'.repeat(64) })),
    ).toMatch(/content changed/)
    expect(await refusal(insertApproval(database.db, asked, cast.reviewer.id, { version: 1 }))).toMatch(
      /content changed/,
    )
  })

  test('by support, by a former reviewer, by one of another account, or by a disabled one is refused', async () => {
    const asked = await insertRequest(database.db, cast)
    const other = await createCast(database.db)
    const former = await createPerson(database.db, { roles: ['reviewer'], account: cast.account })
    await removeRole(database.db, former.id, cast.account.id, 'reviewer')
    const disabled = await createPerson(database.db, { roles: ['reviewer'], account: cast.account })
    await database.db
      .update(person)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(sql`id = ${disabled.id}`)
    for (const { id } of [cast.support, former, other.reviewer, disabled])
      expect(await refusal(insertApproval(database.db, asked, id))).toMatch(/only a reviewer of this account/)
  })

  test('of a request that expired or waits for nothing is refused', async () => {
    const late = await insertRequest(database.db, cast, { expiresAt: new Date(Date.now() - 60_000) })
    expect(await refusal(insertApproval(database.db, late, cast.reviewer.id))).toMatch(/expired/)
    const withdrawn = await insertRequest(database.db, cast, { state: 'withdrawn' })
    expect(await refusal(insertApproval(database.db, withdrawn, cast.reviewer.id))).toMatch(/not waiting/)
  })

  test('is never changed or taken back in the books', async () => {
    const asked = await insertRequest(database.db, cast)
    await insertApproval(database.db, asked, cast.reviewer.id)
    expect(await refusal(run(sql`update approval set decision = 'reject' where request_id = ${asked.id}`))).toMatch(
      /cannot be changed/,
    )
    expect(await refusal(run(sql`delete from approval where request_id = ${asked.id}`))).toMatch(/cannot be changed/)
    expect(await refusal(run(sql`update request_version set body = 'x' where request_id = ${asked.id}`))).toMatch(
      /cannot be changed/,
    )
  })
})

describe('an attempt to buy', () => {
  test('of approved content by a sending request is accepted', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    await insertAttempt(database.db, asked)
    const { rows } = await run(sql`select state from attempt where request_id = ${asked.id}`)
    expect(rows).toEqual([{ state: 'sending' }])
  })

  test('without an approval is refused', async () => {
    const asked = await insertRequest(database.db, cast)
    for (const state of ['approved', 'claimed', 'sending']) await setState(database.db, asked.id, state)
    expect(await refusal(insertAttempt(database.db, asked))).toMatch(/without a valid approval/)
  })

  test('of a request that is not being sent is refused', async () => {
    const asked = await insertRequest(database.db, cast)
    await insertApproval(database.db, asked, cast.reviewer.id)
    expect(await refusal(insertAttempt(database.db, asked))).toMatch(/being sent/)
  })

  test('of other content than the approved is refused', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    expect(await refusal(insertAttempt(database.db, asked, { approvalHash: 'f'.repeat(64) }))).toMatch(
      /exactly what was approved/,
    )
  })

  test('is refused once the approver lost the role', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    await removeRole(database.db, cast.reviewer.id, cast.account.id, 'reviewer')
    expect(await refusal(insertAttempt(database.db, asked))).toMatch(/without a valid approval/)
  })

  test('is refused after the approval expired', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    await run(sql`update request set expires_at = clock_timestamp() - interval '1 second' where id = ${asked.id}`)
    expect(await refusal(insertAttempt(database.db, asked))).toMatch(/approval expired/)
  })

  test('is refused while purchases are stopped', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    await run(sql`update purchase_switch set stopped_at = clock_timestamp()`)
    try {
      expect(await refusal(insertAttempt(database.db, asked))).toMatch(/purchases are stopped/)
    } finally {
      await run(sql`update purchase_switch set stopped_at = null`)
    }
  })

  test('is refused while an earlier one is open or was taken', async () => {
    for (const state of ['sending', 'unknown', 'accepted', 'refused', 'ambiguous'] as const) {
      const asked = await insertSendingRequest(database.db, cast)
      await insertAttempt(database.db, asked, { state })
      expect(await refusal(insertAttempt(database.db, asked, { seq: 2 }))).toMatch(/earlier attempt of this request/)
    }
  })

  test('is refused beside another open one by an index alone, whatever the triggers say', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    await insertAttempt(database.db, asked, { state: 'unknown' })
    const unguarded = database.db.transaction(async (tx) => {
      await tx.execute(sql`alter table attempt disable trigger attempt_guard`)
      await tx.execute(sql`
        insert into attempt (id, request_id, seq, version, approval_hash, body_sha256, name, fingerprint, account_id, state, send_deadline)
        select gen_random_uuid(), request_id, 2, version, approval_hash, body_sha256, 'another', 'another', account_id, 'sending', send_deadline
        from attempt where request_id = ${asked.id}`)
    })
    expect(await refusal(unguarded)).toMatch(/attempt_one_open/)
  })

  test('may follow one that was never sent, but after an absent one only with new content', async () => {
    const unsent = await insertSendingRequest(database.db, cast)
    await insertAttempt(database.db, unsent, { state: 'not_sent' })
    await insertAttempt(database.db, unsent, { seq: 2 })
    const absent = await insertSendingRequest(database.db, cast)
    await insertAttempt(database.db, absent, { state: 'absent' })
    expect(await refusal(insertAttempt(database.db, absent, { seq: 2 }))).toMatch(/only newly approved content/)
  })

  test('to buy the same thing for the account while another is unknown is refused', async () => {
    const fingerprint = randomUUID()
    const first = await insertSendingRequest(database.db, cast, { fingerprint })
    const second = await insertSendingRequest(database.db, cast, { fingerprint })
    const id = await insertAttempt(database.db, first)
    await run(sql`update attempt set state = 'unknown' where id = ${id}`)
    expect(await refusal(insertAttempt(database.db, second))).toMatch(/attempt_fingerprint/)
  })

  test('to do the same thing is taken again once a person has closed the request that is not known', async () => {
    const fingerprint = randomUUID()
    const first = await insertSendingRequest(database.db, cast, { fingerprint })
    const second = await insertSendingRequest(database.db, cast, { fingerprint })
    const id = await insertAttempt(database.db, first)
    await run(sql`update attempt set state = 'ambiguous' where id = ${id}`)
    for (const state of ['not_known', 'needs_person', 'failed'])
      await run(sql`update request set state = ${state} where id = ${first.id}`)
    const [closed] = await database.db.select().from(attempt).where(eq(attempt.id, id))
    expect(closed?.state).toBe('closed')
    await insertAttempt(database.db, second)
  })

  test('whose order would look like that of an unanswered one is refused', async () => {
    const [first, second] = [
      await insertSendingRequest(database.db, cast),
      await insertSendingRequest(database.db, cast),
    ]
    await insertAttempt(database.db, first, { state: 'unknown', orderTrace: 'a customer|1|cph|100000 CNY' })
    expect(await refusal(insertAttempt(database.db, second, { orderTrace: 'a customer|1|cph|100000 CNY' }))).toMatch(
      /attempt_order_trace/,
    )
  })

  test('keeps what it sent, settles once, and is never removed', async () => {
    const asked = await insertSendingRequest(database.db, cast)
    const id = await insertAttempt(database.db, asked)
    expect(await refusal(run(sql`update attempt set body_sha256 = 'x' where id = ${id}`))).toMatch(
      /what an attempt sent/,
    )
    await run(sql`update attempt set state = 'accepted' where id = ${id}`)
    expect(await refusal(run(sql`update attempt set state = 'unknown' where id = ${id}`))).toMatch(/stays settled/)
    expect(await refusal(run(sql`delete from attempt where id = ${id}`))).toMatch(/cannot be removed/)
  })
})

describe('a payment', () => {
  const pay = (requestId: string, orderId: string, amount: number, currency = 'CNY') =>
    run(sql`insert into payment (request_id, order_id, amount_minor, currency, state)
      values (${requestId}, ${orderId}, ${amount}, ${currency}, 'sending')`)

  test('of the approved amount for the linked order is accepted, and once only', async () => {
    const asked = await insertOrderedRequest(database.db, cast)
    await pay(asked.id, asked.orderId, 100_000)
    expect(await refusal(pay(asked.id, asked.orderId, 100_000))).toMatch(/payment_pkey/)
  })

  test('above the approved amount or in another currency is refused', async () => {
    const asked = await insertOrderedRequest(database.db, cast)
    expect(await refusal(pay(asked.id, asked.orderId, 100_001))).toMatch(/never exceeds/)
    expect(await refusal(pay(asked.id, asked.orderId, 1, 'USD'))).toMatch(/never exceeds/)
  })

  test('of an order that belongs to another request is refused', async () => {
    const [asked, other] = [
      await insertOrderedRequest(database.db, cast),
      await insertOrderedRequest(database.db, cast),
    ]
    expect(await refusal(pay(asked.id, other.orderId, 1))).toMatch(/only the order of the request/)
  })

  test('never changes its order or amount, nor from accepted to anything else, and is never removed', async () => {
    const asked = await insertOrderedRequest(database.db, cast)
    await pay(asked.id, asked.orderId, 100_000)
    expect(await refusal(run(sql`update payment set amount_minor = 1 where request_id = ${asked.id}`))).toMatch(
      /names its order once/,
    )
    await run(sql`update payment set state = 'accepted' where request_id = ${asked.id}`)
    expect(await refusal(run(sql`update payment set state = 'unknown' where request_id = ${asked.id}`))).toMatch(
      /stays accepted/,
    )
    expect(await refusal(run(sql`delete from payment where request_id = ${asked.id}`))).toMatch(/cannot be removed/)
  })

  test('is not begun while purchases are stopped', async () => {
    const asked = await insertOrderedRequest(database.db, cast)
    await run(sql`update purchase_switch set stopped_at = clock_timestamp()`)
    try {
      expect(await refusal(pay(asked.id, asked.orderId, 100_000))).toMatch(/purchases are stopped/)
    } finally {
      await run(sql`update purchase_switch set stopped_at = null`)
    }
  })

  test('goes to one order for each request and one request for each order', async () => {
    const asked = await insertOrderedRequest(database.db, cast)
    expect(await refusal(run(sql`update order_link set order_id = 'CS1' where request_id = ${asked.id}`))).toMatch(
      /cannot be changed/,
    )
    const attemptOf = sql`(select attempt_id from order_link where request_id = ${asked.id})`
    expect(
      await refusal(
        run(sql`insert into order_link (order_id, request_id, attempt_id) values ('CS2', ${asked.id}, ${attemptOf})`),
      ),
    ).toMatch(/order_link_request_id_key/)
  })
})

test('what happened is never rewritten', async () => {
  await database.db.insert(audit).values({ actorKind: 'system', actorId: 'test', event: 'test.event' })
  expect(await refusal(run(sql`update audit set event = 'another'`))).toMatch(/cannot be changed/)
  expect(await refusal(run(sql`delete from audit`))).toMatch(/cannot be changed/)
  expect(await refusal(run(sql`truncate audit`))).toMatch(/cannot be changed/)
})
