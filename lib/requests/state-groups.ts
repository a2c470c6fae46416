import { requestStates, type RequestState } from './machine.ts'

// Lists, badges and counters speak of requests in these words; every state of the machine has one.

/** The status word of each state (ux.md §5.3): never success or failure where the outcome is not known. */
export const statusByState = {
  awaiting_approval: 'waitingForApproval',
  approved: 'approved',
  claimed: 'approved',
  held: 'needsAPerson',
  sending: 'sending',
  not_known: 'notKnown',
  absent: 'needsAPerson',
  needs_person: 'needsAPerson',
  ordered: 'waitingForPayment',
  payment_held: 'needsAPerson',
  paying: 'paying',
  payment_not_known: 'notKnown',
  paid: 'inProgress',
  provisioning: 'inProgress',
  cancelling: 'inProgress',
  done: 'done',
  partly_done: 'partlyDone',
  delivery_failed: 'failed',
  refused: 'failed',
  failed: 'failed',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
  cancelled: 'cancelled',
} as const satisfies Record<RequestState, string>

export type RequestStatus = (typeof statusByState)[RequestState]

/**
 * How long a request may stay in a passing state before it counts as stuck, in minutes. States that a person may see for
 * long are not here.
 */
export const stuckAfterMin: Partial<Record<RequestState, number>> = {
  approved: 10,
  claimed: 5,
  sending: 5,
  ordered: 15,
  paying: 10,
  payment_not_known: 30,
  paid: 30,
  provisioning: 120,
  cancelling: 30,
}

const statesWith = (...words: RequestStatus[]): RequestState[] =>
  requestStates.filter((state) => words.includes(statusByState[state]))

// The states that can be stuck are the keys of the table above.
const stuckStates = Object.keys(stuckAfterMin) as RequestState[]

/** The groups that lists can be narrowed to; `stuck` also asks how long. */
export const requestGroups = {
  all: requestStates,
  waiting: ['awaiting_approval'],
  running: ['approved', 'claimed', ...statesWith('sending', 'waitingForPayment', 'paying', 'inProgress')],
  delivering: ['paid', 'provisioning'],
  unknown: statesWith('notKnown'),
  person: statesWith('needsAPerson'),
  desk: statesWith('notKnown', 'needsAPerson'),
  stuck: stuckStates,
  done: statesWith('done', 'partlyDone'),
  closed: statesWith('failed', 'rejected', 'withdrawn', 'expired', 'cancelled'),
} as const satisfies Record<string, readonly RequestState[]>
