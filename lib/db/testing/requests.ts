import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../client.ts'
import { candidateDecision, orderCandidate } from '../desk-schema.ts'
import { approval, attempt, orderLink, request, requestVersion } from '../schema.ts'
import { createAccount, createPerson, type TestAccount, type TestPerson } from './people.ts'

type RequestRow = typeof request.$inferSelect

/** An account with one person for each part: who asks, who decides, and who looks. */
export type Cast = { account: TestAccount; admin: TestPerson; reviewer: TestPerson; support: TestPerson }

export async function createCast(db: Database): Promise<Cast> {
  const account = await createAccount(db)
  const [admin, reviewer, support] = await Promise.all([
    createPerson(db, { roles: ['admin'], account, name: 'Admin' }),
    createPerson(db, { roles: ['reviewer'], account, name: 'Reviewer' }),
    createPerson(db, { roles: ['support'], account, name: 'Support' }),
  ])
  return { account, admin, reviewer, support }
}

/** Puts a request with its first version straight into a state, past the verbs that would lead there. */
export async function insertRequest(
  db: Database,
  { account, admin }: Pick<Cast, 'account' | 'admin'>,
  values: Partial<typeof request.$inferInsert> = {},
): Promise<RequestRow> {
  const approvalHash = createHash('sha256').update(randomUUID()).digest('hex')
  const [created] = await db
    .insert(request)
    .values({
      operation: 'buy-phone-servers',
      accountId: account.id,
      title: '2 phone servers',
      state: 'awaiting_approval',
      approvalHash,
      fingerprint: randomUUID(),
      amountMinor: 100_000,
      currency: 'CNY',
      expiresAt: new Date(Date.now() + 7 * 24 * 3_600_000),
      createdBy: admin.id,
      submitKey: randomUUID(),
      ...values,
    })
    .returning()
  if (!created) throw new Error('The request was not written')
  await insertVersion(db, created, admin.id)
  return created
}

/** Writes the document of the request's present version, as `author` made it. */
export async function insertVersion(db: Database, row: RequestRow, author: string) {
  const { id, version, approvalHash } = row
  await db
    .insert(requestVersion)
    .values({ requestId: id, version, document: plainDocument(row), approvalHash, body: '{}', createdBy: author })
}

/** A content that can be read, of which tests need no more. */
const plainDocument = ({ accountId, operation, title, expiresAt }: RequestRow) => ({
  schema: 1,
  operation,
  contractVersion: 1,
  account: { id: accountId, name: 'Account', site: 'cn', region: 'cn-north-4', projectId: 'p' },
  endpoint: 'https://cph.cn-north-4.myhuaweicloud.com',
  call: { service: 'cph', method: 'POST', api: 'cph.purchase', path: '/v2/p/cloud-phone/servers', body: '{}' },
  name: 'plain-12345678',
  input: {},
  summary: [],
  headline: title,
  expected: 2,
  price: null,
  reason: '',
  expiresAt: expiresAt.toISOString(),
})

export async function insertApproval(
  db: Database,
  { id, version, approvalHash }: RequestRow,
  personId: string,
  values: Partial<typeof approval.$inferInsert> = {},
) {
  await db.insert(approval).values({ requestId: id, version, approvalHash, personId, decision: 'approve', ...values })
}

/** Moves the row as a verb's UPDATE would; the database's guard judges. */
export async function setState(db: Database, id: string, state: string) {
  await db
    .update(request)
    .set({ state })
    .where(sql`id = ${id}`)
}

/** The same with its audit row, which the database demands of the roles of web and worker. */
export async function setStateOnRecord(db: Database, id: string, state: string) {
  await db.execute(sql`
    with before as (
      select id, account_id, state from request where id = ${id} for update
    ), after as (
      update request r set state = ${state} from before b where r.id = b.id returning r.id
    )
    insert into audit (actor_kind, actor_id, event, request_id, account_id, was, became)
    select 'system', 'test', 'request.test', id, account_id, state, ${state} from before`)
}

/** Writes an attempt for the request's present version. */
export async function insertAttempt(
  db: Database,
  { id, version, approvalHash, fingerprint, accountId }: RequestRow,
  values: Partial<typeof attempt.$inferInsert> = {},
): Promise<string> {
  const attemptId = values.id ?? randomUUID()
  await db.insert(attempt).values({
    requestId: id,
    seq: 1,
    version,
    approvalHash,
    bodySha256: createHash('sha256').update('{}').digest('hex'),
    name: `cp-${randomBytes(6).toString('hex')}`,
    fingerprint,
    accountId,
    state: 'sending',
    sendDeadline: new Date(Date.now() + 60_000),
    ...values,
    id: attemptId,
  })
  return attemptId
}

/** A request that was approved by the reviewer and is being sent; its first attempt is not written yet. */
export async function insertSendingRequest(
  db: Database,
  cast: Cast,
  values: Partial<typeof request.$inferInsert> = {},
): Promise<RequestRow> {
  const asked = await insertRequest(db, cast, values)
  await insertApproval(db, asked, cast.reviewer.id)
  for (const state of ['approved', 'claimed', 'sending']) await setState(db, asked.id, state)
  return { ...asked, state: 'sending' }
}

/** A request whose purchase was accepted, with its order. */
export async function insertOrderedRequest(db: Database, cast: Cast): Promise<RequestRow & { orderId: string }> {
  const asked = await insertSendingRequest(db, cast)
  const attemptId = await insertAttempt(db, asked)
  await db
    .update(attempt)
    .set({ state: 'accepted' })
    .where(sql`id = ${attemptId}`)
  const orderId = `CS${randomBytes(8).toString('hex').toUpperCase()}`
  await db.insert(orderLink).values({ orderId, requestId: asked.id, attemptId })
  await setState(db, asked.id, 'ordered')
  return { ...asked, state: 'ordered', orderId }
}

const newOrderId = (): string => `CS${randomBytes(8).toString('hex').toUpperCase()}`

/** A request whose call went unanswered, which a person must settle; its horizon is over. */
export async function insertNeedingPerson(
  db: Database,
  cast: Cast,
  {
    values = {},
    attemptValues = {},
  }: {
    values?: Partial<typeof request.$inferInsert>
    attemptValues?: Partial<typeof attempt.$inferInsert>
  } = {},
): Promise<RequestRow & { attemptId: string }> {
  const asked = await insertSendingRequest(db, cast, values)
  const attemptId = await insertAttempt(db, asked, { absentFrom: new Date(Date.now() - 60_000), ...attemptValues })
  await setState(db, asked.id, 'not_known')
  await setState(db, asked.id, 'needs_person')
  await db
    .update(attempt)
    .set({ state: 'ambiguous' })
    .where(sql`id = ${attemptId}`)
  return { ...asked, state: 'needs_person', attemptId }
}

/** An unpaid order that may be the request's, as the worker has read it. Returns its id. */
export async function insertCandidate(
  db: Database,
  { id, attemptId }: { id: string; attemptId: string },
  values: Partial<typeof orderCandidate.$inferInsert> = {},
): Promise<string> {
  const orderId = values.orderId ?? newOrderId()
  await db.insert(orderCandidate).values({
    requestId: id,
    attemptId,
    status: 6,
    orderType: 1,
    serviceTypeCode: 'hws.service.type.cph',
    amountMinor: 100_000,
    currency: 'CNY',
    quantity: 2,
    orderedAt: new Date(),
    fit: 'perhaps',
    readAt: new Date(),
    ...values,
    orderId,
  })
  return orderId
}

/** Writes a decision as the verbs do; the database's guard judges. */
export async function insertDecision(
  db: Database,
  { id }: { id: string },
  orderId: string,
  { decision, personId, reason = 'It is so' }: { decision: 'adopt' | 'disown'; personId: string; reason?: string },
) {
  await db.insert(candidateDecision).values({ requestId: id, orderId, decision, personId, reason })
}

/** A request in `was`, with whatever the database wants to see before it becomes `became`. */
export async function insertReadyFor(
  db: Database,
  cast: Cast,
  { was, became }: { was: string; became: string },
): Promise<{ id: string }> {
  if (was !== 'needs_person' || (became !== 'ordered' && became !== 'absent'))
    return await insertRequest(db, cast, { state: was })
  const asked = await insertNeedingPerson(db, cast)
  const orderId = await insertCandidate(db, asked)
  const decision = became === 'ordered' ? 'adopt' : 'disown'
  await insertDecision(db, asked, orderId, { decision, personId: cast.reviewer.id })
  return asked
}
