/**
 * How a request moves: state → event → next state (purchase-protocol §2.3). Everything else is derived from this table,
 * the guard of each UPDATE and the database's own copy included. An event that is not listed is not possible.
 */
export const transitions = {
  awaiting_approval: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired' },
  approved: { claim: 'claimed', withdraw: 'withdrawn', expire: 'expired' },
  // A claim sends nothing yet: it may be lost, taken over, or end here because something changed since approval.
  // An order that is there already is taken on instead: from then on it is paid as one of our own.
  claimed: {
    claim: 'claimed',
    release: 'approved',
    hold: 'held',
    expire: 'expired',
    send: 'sending',
    takeOn: 'ordered',
  },
  held: { resubmit: 'awaiting_approval', withdraw: 'withdrawn', expire: 'expired' },
  // From here on the cloud may have acted. Only evidence leads out.
  sending: { accept: 'ordered', start: 'provisioning', refuse: 'refused', unsend: 'approved', loseAnswer: 'not_known' },
  not_known: { find: 'ordered', findStarted: 'provisioning', ruleOut: 'absent', escalate: 'needs_person' },
  absent: { resubmit: 'awaiting_approval', close: 'failed', findLate: 'needs_person' },
  // One of its orders is taken over by a person, or each is said to be somebody else's.
  needs_person: { adopt: 'ordered', disown: 'absent', close: 'failed' },
  ordered: {
    pay: 'paying',
    findPaid: 'paid',
    holdPayment: 'payment_held',
    cancel: 'cancelling',
    findCancelled: 'cancelled',
  },
  // Closed only where the order is not this request's own (lib/db/migrations/0022_taken_orders.sql).
  payment_held: {
    retryPayment: 'ordered',
    cancel: 'cancelling',
    findPaid: 'paid',
    findCancelled: 'cancelled',
    close: 'failed',
  },
  paying: { acceptPayment: 'paid', refusePayment: 'payment_held', losePayment: 'payment_not_known' },
  payment_not_known: { findPaid: 'paid', findUnpaid: 'ordered', findCancelled: 'cancelled' },
  paid: { provision: 'provisioning' },
  provisioning: { finish: 'done', finishPartly: 'partly_done', failDelivery: 'delivery_failed' },
  cancelling: { confirmCancel: 'cancelled', findPaid: 'paid', refuseCancel: 'payment_held' },
  done: {},
  partly_done: {},
  delivery_failed: {},
  refused: {},
  failed: {},
  rejected: {},
  withdrawn: {},
  expired: {},
  cancelled: {},
} as const satisfies Record<string, Record<string, string>>

export type RequestState = keyof typeof transitions

type EventsOf<S extends RequestState> = keyof (typeof transitions)[S] & string
export type RequestEvent = { [S in RequestState]: EventsOf<S> }[RequestState]

const entries = Object.entries(transitions)

export const isState = (value: string): value is RequestState => Object.hasOwn(transitions, value)

/** All states in the order of a request's life. */
export const requestStates: readonly RequestState[] = entries.map(([state]) => parseState(state))

/** The states that something still leads out of. */
export const openStates: readonly RequestState[] = requestStates.filter(
  (state) => Object.keys(transitions[state]).length > 0,
)

/** The state that `event` leads to from `state`, or undefined where it is not possible. */
export function next(state: RequestState, event: RequestEvent): RequestState | undefined {
  const found = Object.entries(transitions[state]).find(([name]) => name === event)
  return found ? parseState(found[1]) : undefined
}

/** The states that `event` may leave: the guard of the UPDATE that performs it. */
export const sources = (event: RequestEvent): RequestState[] =>
  requestStates.filter((state) => next(state, event) !== undefined)

/** The one state that `event` leads to. Throws when the table gives it two, which a test forbids. */
export function target(event: RequestEvent): RequestState {
  const targets = new Set(sources(event).map((state) => next(state, event)))
  const [only, ...others] = [...targets]
  if (!only || others.length > 0) throw new Error(`The event ${event} has ${targets.size} targets`)
  return only
}

/** True when nothing leads out of `state`. */
export const isEnd = (state: RequestState): boolean => Object.keys(transitions[state]).length === 0

/** The moves that a person makes; the worker makes all others, and neither may make the other's. */
const personal: ReadonlySet<string> = new Set<RequestEvent>([
  'approve',
  'reject',
  'withdraw',
  'resubmit',
  'retryPayment',
  'cancel',
  'close',
  'adopt',
  'disown',
])

/** Every row of the table, as the database keeps it. */
export const transitionRows = (): { was: string; event: string; became: string; byPerson: boolean }[] =>
  entries.flatMap(([was, events]) =>
    Object.entries(events).map(([event, became]) => ({ was, event, became, byPerson: personal.has(event) })),
  )

/** Reads a state that came from outside (a database row, a query). Throws on an unknown one. */
export function parseState(value: string): RequestState {
  if (!isState(value)) throw new Error(`Unknown request state: ${value}`)
  return value
}
