import { asc, eq, inArray } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '#lib/db/client.ts'
import { cloudOrder } from '#lib/db/mirror-schema.ts'
import { approval, attempt, audit, orderLink, orderTaken, payment, request, requestVersion } from '#lib/db/schema.ts'
import { RequestDocument } from '#lib/requests/document.ts'
import { parseState, type RequestState } from '#lib/requests/machine.ts'
import type { LedgerRow } from '../cloud.ts'
import { type Case, type Silence, accepted, isCall, isPay, rules, rulesOfTheCloud } from './oracle-rules.ts'

// The oracle: reads what the cloud received, what the database holds and what was audited, and recomputes the invariants
// of the purchase protocol from them. It shares nothing with the worker but the table of states.

export type Verdict = {
  counts: {
    requests: number
    sent: number
    accepted: number
    refused: number
    unknown: number
    /** Payments whose answer was lost: their order tells. */
    paymentsUnknown: number
    found: number
    absent: number
    needsHuman: number
    paid: number
  }
  states: Record<string, number>
  /** Requests that only a database knew that is no more. */
  forgotten: number
  /** Calls whose intent only such a database knew. */
  forgottenCalls: number
  /** How often purchases were frozen. */
  frozen: number
  violations: string[]
}

type Scope = {
  /** States beyond which a run did not follow. */
  isOver?: (state: RequestState) => boolean
  /** Only this account is judged; all of them, unless given. */
  accountId?: string
  /** Orders that somebody paid in the vendor's own console: nobody else pays for them. */
  paidElsewhere?: ReadonlySet<string>
  /** What databases had written that are no more. */
  lost?: readonly Evidence[]
  /** When another database took over: from there until an owner's word nothing is sent. */
  replacedAt?: readonly Date[]
}

/** Reads the databases of all lanes and judges them. `ledger` is the pretend cloud's own list of writes. */
export async function judge(
  databases: readonly Database[],
  ledger: readonly LedgerRow[],
  { isOver = () => false, accountId, paidElsewhere = new Set(), lost = [], replacedAt = [] }: Scope = {},
): Promise<Verdict> {
  const stores = await Promise.all(databases.map((db) => readEvidence(db, accountId)))
  const cases = stores.flatMap((store) => {
    const silences = replacedAt.map((at) => silenceOf(store, at))
    return store.requests.map((row): Unjudged => {
      const state = parseState(row.state)
      return {
        ...casesOf(row, [store, ...lost]),
        state,
        isFollowed: isOver(state),
        attempts: ownedBy(store.attempts, row.id),
        link: store.links.find(({ requestId }) => requestId === row.id),
        taken: store.takings.find(({ requestId }) => requestId === row.id),
        payment: store.payments.find(({ requestId }) => requestId === row.id),
        events: ownedBy(store.events, row.id),
        paidElsewhere,
        silences,
      }
    })
  })
  const known = new Set(cases.map(({ row }) => row.id))
  const gone = new Map(lost.flatMap(({ requests }) => requests.map((row) => [row.id, row] as const)))
  const told = new Set<LedgerRow>()
  const payers = [...stores, ...lost].flatMap(({ payments }) => payments)
  const withCalls = <T extends Pick<Unjudged, 'row' | 'documents' | 'orderIds'>>(one: T) => {
    const sent = ledger.filter((entry) => !isPay(entry) && one.documents.some(({ call }) => isCall(entry, call)))
    const isOn = ({ body }: LedgerRow, id: string) => body?.includes(`"${id}"`) ?? false
    const orderPays = ledger.filter((entry) => isPay(entry) && one.orderIds.some((id) => isOn(entry, id)))
    // An order can be paid by another request than the one that made it: then the payment is that one's to answer for.
    const pays = orderPays.filter((entry) => {
      const whose = payers.filter(({ orderId }) => isOn(entry, orderId))
      return whose.length === 0 || whose.some(({ requestId }) => requestId === one.row.id)
    })
    for (const entry of [...sent, ...orderPays]) told.add(entry)
    return { ...one, sent, pays, orderPays }
  }
  const judged = cases.map(withCalls)
  const forgotten = [...gone.values()]
    .filter(({ id }) => !known.has(id))
    .map((row) => withCalls({ ...casesOf(row, lost), attempts: [], silences: [] }))
  const seen = new Set(stores.flatMap(({ orders }) => orders.map(({ orderId }) => orderId)))
  const strangers = ledger.filter((entry) => isPay(entry) && !told.has(entry))
  return {
    counts: countsOf(
      judged,
      stores.flatMap(({ events }) => events),
    ),
    states: tally(cases.map(({ state }) => state)),
    forgotten: forgotten.length,
    forgottenCalls: [...judged, ...forgotten].flatMap(({ written, attempts }) =>
      written.attempts.filter(({ id }) => !attempts.some((row) => row.id === id)),
    ).length,
    frozen: stores.flatMap(({ events }) => events).filter(({ event }) => event === 'purchases.freeze').length,
    violations: [
      ...strangers.map((entry) => `I17 a payment for an order of nobody: ${entry.body}`),
      ...stores.flatMap((store) =>
        replacedAt
          .filter((at) => !silenceOf(store, at).isNoticed)
          .map(() => 'I18 another database took over, unnoticed'),
      ),
      ...[...judged, ...forgotten].flatMap((one) =>
        blamed(
          rulesOfTheCloud.flatMap((rule) => rule(one)),
          one,
        ),
      ),
      ...judged.flatMap((one) =>
        blamed(
          rules.flatMap((rule) => rule(one)),
          one,
        ),
      ),
      ...forgotten.flatMap((one) => blamed(unseen(one.sent, seen), one)),
    ],
  }
}

type Unjudged = Omit<Case, 'sent' | 'pays' | 'orderPays'> & { orderIds: string[] }

const blamed = (violations: readonly string[], { row }: Pick<Case, 'row'>): string[] =>
  violations.map((what) => `${what} [${row.operation} ${row.number}]`)

const ownedBy = <T extends { requestId: string | null }>(rows: readonly T[], id: string) =>
  rows.filter((row) => row.requestId === id)

/** What any of the stores has written of a request; of what several have, the first one's. */
function casesOf(row: Case['row'], stores: readonly Evidence[]) {
  const of = <Name extends 'versions' | 'approvals' | 'attempts' | 'payments' | 'links' | 'takings'>(name: Name) =>
    stores.flatMap((store) => ownedBy<Evidence[Name][number]>(store[name], row.id))
  return {
    row,
    documents: of('versions').map(({ document }) => RequestDocument.parse(document)),
    written: {
      approvals: of('approvals'),
      attempts: [
        ...new Map(
          of('attempts')
            .toReversed()
            .map((each) => [each.id, each]),
        ).values(),
      ],
      payments: of('payments'),
    },
    orderIds: [...new Set([...of('links'), ...of('takings')].map(({ orderId }) => orderId))],
  }
}

/** From the takeover until the first resumption after it. */
function silenceOf({ events }: Evidence, from: Date): Silence {
  const after = (name: string) => events.find(({ event, at }) => event === name && at >= from)
  return { from, until: after('purchases.resume')?.at, isNoticed: after('purchases.freeze') !== undefined }
}

/** Nobody remembers who asked for it: then people see it at least among the orders that were made elsewhere. */
const unseen = (sent: readonly LedgerRow[], seen: ReadonlySet<string>): string[] =>
  accepted(sent).flatMap(({ order_id: id }) =>
    typeof id === 'string' && id !== '' && !seen.has(id) ? [`I16 nobody is told of order ${id}`] : [],
  )

/** All that a database has to say. */
export async function readEvidence(db: Database, accountId?: string) {
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
  const [versions, approvals, attempts, links, takings, payments, events, orders] = await Promise.all([
    db.select().from(requestVersion).where(of(requestVersion.requestId)),
    db.select().from(approval).where(of(approval.requestId)),
    db.select().from(attempt).where(of(attempt.requestId)).orderBy(asc(attempt.seq)),
    db.select().from(orderLink).where(of(orderLink.requestId)),
    db.select().from(orderTaken).where(of(orderTaken.requestId)),
    db.select().from(payment).where(of(payment.requestId)),
    db.select().from(audit).where(of(audit.requestId)).orderBy(asc(audit.seq)),
    db
      .select({ orderId: cloudOrder.orderId })
      .from(cloudOrder)
      .where(accountId === undefined ? undefined : eq(cloudOrder.accountId, accountId)),
  ])
  return { requests, versions, approvals, attempts, links, takings, payments, events, orders }
}

export type Evidence = Awaited<ReturnType<typeof readEvidence>>

function countsOf(
  cases: readonly Pick<Case, 'sent' | 'pays'>[],
  events: readonly (typeof audit.$inferSelect)[],
): Verdict['counts'] {
  const sent = cases.flatMap((one) => one.sent)
  const happened = (...names: string[]) => events.filter(({ event }) => names.includes(event)).length
  return {
    requests: cases.length,
    sent: sent.length,
    accepted: accepted(sent).length,
    refused: sent.filter(({ outcome }) => outcome === 'refused').length,
    unknown: happened('request.loseAnswer'),
    paymentsUnknown: happened('request.losePayment'),
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
