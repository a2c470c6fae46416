import { createHash } from 'node:crypto'
import type { approval, attempt, audit, orderLink, orderTaken, payment, request } from '#lib/db/schema.ts'
import type { RequestDocument } from '#lib/requests/document.ts'
import { isEnd, next, parseState, type RequestEvent, type RequestState, transitions } from '#lib/requests/machine.ts'
import type { LedgerRow } from '../cloud.ts'

// The invariants of the purchase protocol, each told of one request.

/** One request, with all that is known of it. */
export type Case = {
  row: typeof request.$inferSelect
  state: RequestState
  /** Nobody followed it further. */
  isFollowed: boolean
  documents: RequestDocument[]
  attempts: (typeof attempt.$inferSelect)[]
  link: typeof orderLink.$inferSelect | undefined
  /** The order, made elsewhere or by another request, that it pays. */
  taken: typeof orderTaken.$inferSelect | undefined
  payment: typeof payment.$inferSelect | undefined
  events: (typeof audit.$inferSelect)[]
  paidElsewhere: ReadonlySet<string>
  sent: LedgerRow[]
  pays: LedgerRow[]
  /** Every payment of its order, by whichever request. */
  orderPays: LedgerRow[]
  /** What was written of it in any database, those that are no more included. */
  written: Written
  /** When nothing may be sent, since another database had taken over. */
  silences: Silence[]
}

export type Written = {
  approvals: (typeof approval.$inferSelect)[]
  attempts: (typeof attempt.$inferSelect)[]
  payments: (typeof payment.$inferSelect)[]
}
/** From a takeover until an owner resumed purchases. */
export type Silence = { from: Date; until: Date | undefined; isNoticed: boolean }

/** The ledger tells whole seconds. */
const skewMs = 1000

export const isCall = (entry: LedgerRow, call: RequestDocument['call']): boolean =>
  entry.method === call.method && entry.path === call.path && entry.body === call.body
export const isPay = ({ path }: LedgerRow): boolean => path.endsWith('/customer-orders/pay')
export const accepted = (entries: readonly LedgerRow[]): LedgerRow[] =>
  entries.filter(({ outcome }) => outcome === 'accepted')

/** An equal purchase is refused while an attempt is one of these. */
const open = new Set(['sending', 'unknown', 'ambiguous'])
const neverBought: readonly RequestState[] = ['refused', 'expired', 'rejected', 'withdrawn', 'held', 'absent']

/** What holds of every request that was ever written, also where the database that knew it is no more. */
export const rulesOfTheCloud: ((
  one: Pick<Case, 'row' | 'documents' | 'sent' | 'pays' | 'orderPays' | 'written' | 'silences'>,
) => string[])[] = [
  function boughtOnce({ sent }) {
    return accepted(sent).length > 1 ? [`I1 bought ${accepted(sent).length} times`] : []
  },
  function paidOnce({ orderPays }) {
    return accepted(orderPays).length > 1 ? [`I1 paid ${accepted(orderPays).length} times`] : []
  },
  function intentFirst({ sent, written }) {
    return sent.flatMap((entry) =>
      written.attempts.some(({ signedAt }) => signedAt.getTime() <= Date.parse(entry.at) + skewMs)
        ? []
        : ['I2 a call without an intent before it'],
    )
  },
  function oneCallAnAttempt({ sent, written: { attempts } }) {
    return sent.length > attempts.length ? [`I3 ${sent.length} calls by ${attempts.length} attempts`] : []
  },
  function bytesAsApproved({ sent, written: { attempts }, documents }) {
    const hashes = new Set(documents.map(({ call }) => createHash('sha256').update(call.body).digest('hex')))
    const wrongAttempts = attempts.filter(({ bodySha256 }) => !hashes.has(bodySha256))
    const wrongSent = sent.filter(({ body_sha256: hash }) => typeof hash === 'string' && !hashes.has(hash))
    return wrongAttempts.length + wrongSent.length > 0 ? ['I5 other bytes than those approved'] : []
  },
  function approvedBefore({ written: { attempts, approvals }, row }) {
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
  function withinApproval({ pays, written: { payments }, row: { amountMinor, currency } }) {
    if (accepted(pays).length === 0) return []
    if (payments.length === 0 || amountMinor === null) return ['I8 paid without an approved amount']
    const isAbove = payments.some((paid) => paid.amountMinor > amountMinor || paid.currency !== currency)
    return isAbove ? ['I8 paid more than approved'] : []
  },
  function silentWhenReplaced({ sent, pays, written, silences }) {
    const intents = [
      ...written.attempts.map(({ signedAt, sendDeadline }) => ({ from: signedAt, until: sendDeadline })),
      ...written.payments.map(({ startedAt, sendDeadline }) => ({ from: startedAt, until: sendDeadline ?? startedAt })),
    ]
    return silences.flatMap((silence) =>
      [...sent, ...pays]
        .filter((entry) => isBroken(silence, Date.parse(entry.at), intents))
        .map(() => 'I18 a call while frozen'),
    )
  },
]

/** A call in the silence that no intent from before it explains, which is good until its own deadline. */
function isBroken({ from, until }: Silence, at: number, intents: readonly { from: Date; until: Date }[]): boolean {
  const isInside = at >= from.getTime() && (until === undefined || at + skewMs < until.getTime())
  return isInside && !intents.some((intent) => intent.from < from && at <= intent.until.getTime())
}

/** What holds of the requests that a database has now. */
export const rules: ((one: Case) => string[])[] = [
  function nextOnlyAfterNothing({ attempts }) {
    const early = attempts.slice(0, -1).filter(({ state }) => !['not_sent', 'throttled', 'absent'].includes(state))
    return early.map(({ state }) => `I4 another attempt after one that is ${state}`)
  },
  function inTime({ state, isFollowed, row: { stateReason, wakeAt } }) {
    const why = `${JSON.stringify(stateReason)}, looked at again ${wakeAt?.toISOString() ?? 'never'}`
    return isFollowed || resting.has(state) || isEnd(state) ? [] : [`I10 still ${state}: ${why}`]
  },
  function audited({ events, state }) {
    return replay(events, state)
  },
  function linked(one) {
    if (one.state === 'needs_person') return []
    return accepted(one.sent).flatMap((entry) => {
      const { order_id: id } = entry
      // A cancellation names an order that is there already.
      const isOrder = typeof id === 'string' && id !== '' && !entry.path.endsWith('/customer-orders/cancel')
      return isOrder && one.link?.orderId !== id && !isPersonTold(one, entry)
        ? [`I16 order ${id} belongs to nobody`]
        : []
    })
  },
  function takenAsApproved({ taken, pays, documents, written: { approvals }, row }) {
    if (!taken) return []
    const isApproved = approvals.some(
      ({ decision, personId, decidedAt }) =>
        decision === 'approve' && personId !== row.createdBy && decidedAt <= taken.takenAt,
    )
    const isOther = accepted(pays).some((entry) => !documents.some(({ call }) => isCall(entry, call)))
    return [
      ...(isApproved ? [] : ['I6 an order taken on that nobody else approved']),
      ...(isOther ? ['I5 paid with other bytes than those approved'] : []),
    ]
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
  function doneMeansBought({ state, sent, orderPays, link, taken, row, paidElsewhere }) {
    if (state !== 'done') return []
    const wrong = accepted(sent).length !== (taken === undefined ? 1 : 0)
    const order = link ?? taken
    const isOwed = order !== undefined && (row.amountMinor ?? 0) > 0 && !paidElsewhere.has(order.orderId)
    return [
      ...(wrong ? [`I21 done with ${accepted(sent).length} purchases`] : []),
      ...(isOwed && accepted(orderPays).length !== 1 ? [`I21 done with ${accepted(orderPays).length} payments`] : []),
    ]
  },
  function endedMeansNothing(one) {
    const bought = accepted(one.sent).filter((entry) => !isPersonTold(one, entry))
    return neverBought.includes(one.state) && bought.length > 0 ? [`I21 ${one.state}, but bought`] : []
  },
]

/**
 * The database forgot the call and holds the request: its person is told of the order, or, where there is none, that the
 * resource is no longer as it was.
 */
function isPersonTold({ row, attempts, written }: Case, { order_id: orderId }: LedgerRow): boolean {
  const isForgotten = written.attempts.length > attempts.length
  if (row.state !== 'held' || !isForgotten) return false
  return typeof orderId !== 'string' || orderId === '' || JSON.stringify(row.stateReason).includes(orderId)
}

/** States in which a request may wait for a person. */
export const resting = new Set<RequestState>(['held', 'absent', 'needs_person', 'payment_held'])

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
