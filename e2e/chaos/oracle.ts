import { createHash } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '#lib/db/client.ts'
import { approval, attempt, audit, orderLink, payment, request, requestVersion } from '#lib/db/schema.ts'
import { RequestDocument } from '#lib/requests/document.ts'
import { isEnd, next, parseState, type RequestEvent, type RequestState, transitions } from '#lib/requests/machine.ts'
import type { LedgerRow } from '../cloud.ts'

// The oracle: reads what the cloud received, what the database holds and what was audited, and recomputes the invariants
// of the purchase protocol from them. It shares nothing with the worker but the table of states.

export type Verdict = {
  counts: {
    requests: number
    sent: number
    accepted: number
    refused: number
    unknown: number
    found: number
    absent: number
    needsHuman: number
    paid: number
  }
  states: Record<string, number>
  violations: string[]
}

/** The ledger tells whole seconds. */
const skewMs = 1000

type Scope = {
  /** States beyond which a run did not follow. */
  isOver?: (state: RequestState) => boolean
  /** Only this account is judged; all of them, unless given. */
  accountId?: string
  /** Orders that somebody paid in the vendor's own console: nobody else pays for them. */
  paidElsewhere?: ReadonlySet<string>
}

/** Reads the databases of all lanes and judges them. `ledger` is the pretend cloud's own list of writes. */
export async function judge(
  databases: readonly Database[],
  ledger: readonly LedgerRow[],
  { isOver = () => false, accountId, paidElsewhere = new Set() }: Scope = {},
): Promise<Verdict> {
  const stores = await Promise.all(databases.map((db) => readRows(db, accountId)))
  const all = <Name extends keyof Rows>(name: Name) => stores.flatMap((store): Rows[Name][number][] => store[name])
  const [requests, versions, approvals, attempts] = [
    all('requests'),
    all('versions'),
    all('approvals'),
    all('attempts'),
  ]
  const [links, payments, events] = [all('links'), all('payments'), all('events')]
  const ownedBy = <T extends { requestId: string | null }>(rows: T[], id: string) =>
    rows.filter((row) => row.requestId === id)
  const cases = requests.map((row) => ({
    row,
    state: parseState(row.state),
    isFollowed: isOver(parseState(row.state)),
    documents: ownedBy(versions, row.id).map(({ document }) => RequestDocument.parse(document)),
    approvals: ownedBy(approvals, row.id),
    attempts: ownedBy(attempts, row.id),
    link: links.find(({ requestId }) => requestId === row.id),
    payment: payments.find(({ requestId }) => requestId === row.id),
    events: ownedBy(events, row.id),
    paidElsewhere,
  }))
  const told = new Set<LedgerRow>()
  const judged = cases.map((one) => {
    const sent = ledger.filter((entry) => one.documents.some(({ call }) => isCall(entry, call)))
    const orderId = one.link?.orderId
    const pays = ledger.filter((entry) => isPay(entry) && orderId !== undefined && entry.body?.includes(`"${orderId}"`))
    for (const entry of [...sent, ...pays]) told.add(entry)
    return { ...one, sent, pays }
  })
  const strangers = ledger.filter((entry) => isPay(entry) && !told.has(entry))
  return {
    counts: countsOf(judged, events),
    states: tally(cases.map(({ state }) => state)),
    violations: [
      ...strangers.map((entry) => `I17 a payment for an order of nobody: ${entry.body}`),
      ...judged.flatMap((one) =>
        rules.flatMap((rule) => rule(one)).map((what) => `${what} [${one.row.operation} ${one.row.number}]`),
      ),
    ],
  }
}

async function readRows(db: Database, accountId: string | undefined) {
  const requests = await db
    .select()
    .from(request)
    .where(accountId === undefined ? undefined : eq(request.accountId, accountId))
  const of = (column: PgColumn) =>
    accountId === undefined
      ? undefined
      : inArray(
          column,
          requests.map(({ id }) => id),
        )
  const [versions, approvals, attempts, links, payments, events] = await Promise.all([
    db.select().from(requestVersion).where(of(requestVersion.requestId)),
    db.select().from(approval).where(of(approval.requestId)),
    db.select().from(attempt).where(of(attempt.requestId)).orderBy(asc(attempt.seq)),
    db.select().from(orderLink).where(of(orderLink.requestId)),
    db.select().from(payment).where(of(payment.requestId)),
    db.select().from(audit).where(of(audit.requestId)).orderBy(asc(audit.seq)),
  ])
  return { requests, versions, approvals, attempts, links, payments, events }
}

type Rows = Awaited<ReturnType<typeof readRows>>

type Case = {
  row: typeof request.$inferSelect
  state: RequestState
  /** Nobody followed it further. */
  isFollowed: boolean
  documents: RequestDocument[]
  approvals: (typeof approval.$inferSelect)[]
  attempts: (typeof attempt.$inferSelect)[]
  link: typeof orderLink.$inferSelect | undefined
  payment: typeof payment.$inferSelect | undefined
  events: (typeof audit.$inferSelect)[]
  paidElsewhere: ReadonlySet<string>
  sent: LedgerRow[]
  pays: LedgerRow[]
}

const isCall = (entry: LedgerRow, call: RequestDocument['call']): boolean =>
  entry.method === call.method && entry.path === call.path && entry.body === call.body
const isPay = ({ path }: LedgerRow): boolean => path.endsWith('/customer-orders/pay')
const accepted = (entries: readonly LedgerRow[]): LedgerRow[] => entries.filter(({ outcome }) => outcome === 'accepted')

/** An equal purchase is refused while an attempt is one of these. */
const open = new Set(['sending', 'unknown', 'ambiguous'])
const neverBought: readonly RequestState[] = ['refused', 'expired', 'rejected', 'withdrawn', 'held', 'absent']

const rules: ((one: Case) => string[])[] = [
  function boughtOnce({ sent }) {
    return accepted(sent).length > 1 ? [`I1 bought ${accepted(sent).length} times`] : []
  },
  function paidOnce({ pays }) {
    return accepted(pays).length > 1 ? [`I1 paid ${accepted(pays).length} times`] : []
  },
  function intentFirst({ sent, attempts }) {
    return sent.flatMap((entry) =>
      attempts.some(({ signedAt }) => signedAt.getTime() <= Date.parse(entry.at) + skewMs)
        ? []
        : ['I2 a call without an intent before it'],
    )
  },
  function oneCallAnAttempt({ sent, attempts }) {
    return sent.length > attempts.length ? [`I3 ${sent.length} calls by ${attempts.length} attempts`] : []
  },
  function nextOnlyAfterNothing({ attempts }) {
    const early = attempts.slice(0, -1).filter(({ state }) => !['not_sent', 'throttled', 'absent'].includes(state))
    return early.map(({ state }) => `I4 another attempt after one that is ${state}`)
  },
  function bytesAsApproved({ sent, attempts, documents }) {
    const hashes = new Set(documents.map(({ call }) => createHash('sha256').update(call.body).digest('hex')))
    const wrongAttempts = attempts.filter(({ bodySha256 }) => !hashes.has(bodySha256))
    const wrongSent = sent.filter(({ body_sha256: hash }) => typeof hash === 'string' && !hashes.has(hash))
    return wrongAttempts.length + wrongSent.length > 0 ? ['I5 other bytes than those approved'] : []
  },
  function approvedBefore({ attempts, approvals, row }) {
    return attempts.flatMap((each) =>
      approvals.some(
        ({ approvalHash, decision, personId, decidedAt }) =>
          decision === 'approve' &&
          approvalHash === each.approvalHash &&
          personId !== row.createdBy &&
          decidedAt <= each.signedAt,
      )
        ? []
        : ['I6 an attempt that nobody else approved'],
    )
  },
  function withinApproval({ pays, payment: paid, row }) {
    if (accepted(pays).length === 0) return []
    if (!paid || row.amountMinor === null) return ['I8 paid without an approved amount']
    return paid.amountMinor > row.amountMinor || paid.currency !== row.currency ? ['I8 paid more than approved'] : []
  },
  function inTime({ state, isFollowed }) {
    return isFollowed || resting.has(state) || isEnd(state) ? [] : [`I10 still ${state}`]
  },
  function audited({ events, state }) {
    return replay(events, state)
  },
  function linked({ sent, link, state }) {
    const orders = accepted(sent).flatMap(({ order_id: id }) => (typeof id === 'string' && id !== '' ? [id] : []))
    if (state === 'needs_person') return []
    return orders.filter((id) => link?.orderId !== id).map((id) => `I16 order ${id} belongs to nobody`)
  },
  function onlyItsOwn({ sent, link }) {
    const isOwn = link === undefined || accepted(sent).some(({ order_id: id }) => id === link.orderId)
    return isOwn ? [] : [`I15 order ${link.orderId} is not what it ordered`]
  },
  function attemptsAgree({ attempts, link, state, row }) {
    const last = attempts.at(-1)
    const wrong = [
      link !== undefined && last?.state !== 'accepted' && `I12 its order is known, its attempt ${last?.state}`,
      isEnd(state) && last !== undefined && open.has(last.state) && `I12 ${state}, but its attempt is ${last.state}`,
      state === 'absent' && last?.version === row.version && last.state !== 'absent' && `I12 absent, but ${last.state}`,
    ]
    return wrong.filter((each) => each !== false)
  },
  function paymentAgrees({ pays, payment: paid, state }) {
    if (!isEnd(state) || paid === undefined) return []
    const isTold = accepted(pays).length > 0 || paid.state !== 'accepted'
    return paid.state === 'sending' || !isTold ? [`I12 ${state}, but its payment is ${paid.state}`] : []
  },
  function doneMeansBought({ state, sent, pays, link, row, paidElsewhere }) {
    if (state !== 'done') return []
    const wrong = accepted(sent).length !== 1
    const isOwed = link !== undefined && (row.amountMinor ?? 0) > 0 && !paidElsewhere.has(link.orderId)
    return [
      ...(wrong ? [`I21 done with ${accepted(sent).length} purchases`] : []),
      ...(isOwed && accepted(pays).length !== 1 ? [`I21 done with ${accepted(pays).length} payments`] : []),
    ]
  },
  function endedMeansNothing({ state, sent }) {
    return neverBought.includes(state) && accepted(sent).length > 0 ? [`I21 ${state}, but bought`] : []
  },
]

/** States in which a request may wait for a person. */
const resting = new Set<RequestState>(['held', 'absent', 'needs_person', 'payment_held'])

/** One audit row for each transition, each possible, the last of them leading to the state that the row has. */
function replay(events: Case['events'], state: RequestState): string[] {
  let at: RequestState = 'awaiting_approval'
  for (const { event, was, became } of events) {
    const name = event.replace(/^request\./, '')
    if (was === null || became === null || !isEvent(name)) continue
    if (was !== at) return [`I13 the audit goes from ${at} to ${was} without a row`]
    const expected = next(parseState(was), name)
    if (expected !== became) return [`I11 ${name} leads from ${was} to ${became}`]
    at = expected
  }
  return at === state ? [] : [`I13 the audit ends in ${at}, the request in ${state}`]
}

const eventNames = new Set(Object.values(transitions).flatMap((events) => Object.keys(events)))
const isEvent = (name: string): name is RequestEvent => eventNames.has(name)

function countsOf(cases: readonly Case[], events: readonly (typeof audit.$inferSelect)[]): Verdict['counts'] {
  const sent = cases.flatMap((one) => one.sent)
  const happened = (...names: string[]) => events.filter(({ event }) => names.includes(event)).length
  return {
    requests: cases.length,
    sent: sent.length,
    accepted: accepted(sent).length,
    refused: sent.filter(({ outcome }) => outcome === 'refused').length,
    unknown: happened('request.loseAnswer'),
    found: happened('request.find', 'request.findStarted'),
    absent: happened('request.ruleOut'),
    needsHuman: happened('request.escalate', 'request.findLate'),
    paid: accepted(cases.flatMap((one) => one.pays)).length,
  }
}

const tally = (states: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(states)].toSorted().map((state) => [state, states.filter((each) => each === state).length]),
  )
