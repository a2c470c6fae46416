import { queryOptions } from '@tanstack/react-query'
import type { DrawnBudget } from '../insights/used-percent.ts'
import type { JobRow } from '../jobs/queries.ts'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { Check, Fit } from './candidate.ts'
import type { QuotedPrice, UsagePrice, RequestDocument } from './document.ts'
import type { Milestone } from './milestones.ts'
import type { RequestState } from './machine.ts'
import type { RequestFilter } from './filter.ts'

export type Person = { id: string; name: string }

export type AccountFace = { id: string; name: string; region: string }

export type RequestRow = {
  key: string
  id: string
  number: number
  operation: string
  operationTitle: string
  title: string
  state: RequestState
  /** False where what is stored of its content is in a form that this console does not know. */
  isReadable: boolean
  account: AccountFace
  amountMinor: number | null
  currency: string | null
  /** How it is paid: an amount, by use, not at all; `unpriced` when the billing service gave no price. */
  charge: 'amount' | 'usage' | 'free' | 'unpriced'
  requestedBy: Person
  orderId: string | null
  delivered: number
  expected: number | null
  createdAt: string
  changedAt: string
  expiresAt: string
}

/** Why a request is where it is. `words` is a message key; `code` and `message` are the cloud's own. */
export type StateReason = {
  words: string | null
  code: string | null
  message: string | null
}

/** One thing that happened. `event` is the machine's event, or `submit`, `comment` or `progress`. */
export type HistoryEntry = {
  id: string
  at: string
  event: string
  /** Null when the worker or the system did it. */
  who: Person | null
  became: string | null
  text: string | null
  facts: {
    orderId: string | null
    amountMinor: number | null
    currency: string | null
    code: string | null
    message: string | null
    /** Of `progress`: what the cloud is at, a message key. */
    words: string | null
  }
}

export type AttemptFace = {
  id: string
  seq: number
  state: 'sending' | 'unknown' | 'accepted' | 'refused' | 'not_sent' | 'throttled' | 'absent' | 'ambiguous' | 'closed'
  name: string
  bodySha256: string
  signedAt: string
  answeredAt: string | null
  httpStatus: number | null
  cloudRequestId: string | null
  errorCode: string | null
  errorMessage: string | null
  answer: string | null
  scans: number
  scannedAt: string | null
  /** It is not called absent before then. */
  absentFrom: string | null
}

export type PaymentFace = {
  state: 'sending' | 'unknown' | 'accepted' | 'refused'
  amountMinor: number
  currency: string
  startedAt: string
  answeredAt: string | null
  httpStatus: number | null
  cloudRequestId: string | null
  errorCode: string | null
  errorMessage: string | null
}

/** An order that may be a lost call's, as the worker read it, and why it fits or does not. */
export type CandidateFace = {
  orderId: string
  status: number | null
  orderType: number | null
  serviceTypeCode: string | null
  amountMinor: number | null
  currency: string | null
  quantity: number | null
  userName: string | null
  orderedAt: string | null
  payUntil: string | null
  fit: Fit
  checks: Check[]
  /** Null while only a list told of it. */
  readAt: string | null
  decided: { decision: 'adopt' | 'disown'; who: Person; at: string; reason: string } | null
}

/** What is known of a call whose outcome is not, and what is looked at next. */
export type Evidence = {
  /** Since when the request is in its state. */
  since: string
  /** The last call. */
  call: AttemptFace | null
  payment: PaymentFace | null
  lookUps: {
    made: number
    failed: number
    /** Newest first. */
    last: {
      at: string
      outcome: 'none' | 'found' | 'started' | 'several' | 'unclear' | 'failed'
      ordersSeen: number | null
      failure: string | null
    }[]
  }
  candidates: CandidateFace[]
  /** Orders that the worker was asked to read, and has not read yet. */
  asked: { orderId: string; who: Person; at: string }[]
  /** Null: not by itself. */
  nextLookAt: string | null
}

export type LinkedOrder = {
  orderId: string
  /** Null until the order was read back from the billing service. */
  status: number | null
  amountMinor: number | null
  currency: string | null
  payUntil: string | null
}

export type DeliveredResource = {
  id: string
  kind: string
  name: string | null
  status: number | null
  phones: number | null
}

/** What an approval came to. `waitsFor`: what is stopped and must go on before the worker sends it; null where nothing is. */
export type Approved = { id: string; state: string; waitsFor: 'purchases' | 'account' | null }

/** Whether an action has a place on the page, and if it cannot be used, why (a message key). */
export type Offer = { isOffered: boolean; reason: string | null }

export const requestActions = [
  'approve',
  'reject',
  'withdraw',
  'comment',
  'retryPayment',
  'cancelOrder',
  'resubmit',
  'close',
  'readOrder',
  'adopt',
  'cancelFound',
  'disown',
] as const
export type RequestAction = (typeof requestActions)[number]

/** The frozen content as pages show it. */
export type DocumentFace = Pick<
  RequestDocument,
  'summary' | 'headline' | 'reason' | 'endpoint' | 'call' | 'name' | 'expected' | 'contractVersion'
> & {
  price: QuotedPrice | null
  usage: UsagePrice | null
  siteAndProject: { site: string; projectId: string }
  /** SHA-256 of the body's exact bytes, hex. */
  bodySha256: string
}

export type RequestDetail = RequestRow & {
  operation: string
  version: number
  hash: string
  risk: 'cost' | 'data-loss'
  /** Whether it comes with an order, which is found, compared and paid. */
  hasOrder: boolean
  /** Whether it changes what is there, instead of making something new. */
  isChange: boolean
  /** What a reviewer must not overlook of this operation, message keys. */
  warnings: string[]
  /** Nothing is charged for it, now or later. */
  isFree: boolean
  /** Message key: what the price leaves out. */
  priceNote: string | null
  /** Null where it cannot be read. */
  document: DocumentFace | null
  stateReason: StateReason | null
  /** The total of the version before this one, where there is one in the same currency. */
  lastAmountMinor: number | null
  /** While it waits and costs something: the account's monthly budget in its currency, and what was spent of it. */
  budget: DrawnBudget | null
  milestones: Milestone[]
  history: HistoryEntry[]
  attempts: AttemptFace[]
  evidence: Evidence
  order: LinkedOrder | null
  payment: PaymentFace | null
  resources: DeliveredResource[]
  jobs: JobRow[]
  /** Who may decide it, the requester left out. */
  deciders: Person[]
  actions: Record<RequestAction, Offer>
  asOf: string
}

/** What evidence and actions are shown from, on the request's own page and on the desk alike. */
export type CaseFace = Pick<
  RequestDetail,
  | 'id'
  | 'number'
  | 'title'
  | 'state'
  | 'isReadable'
  | 'account'
  | 'amountMinor'
  | 'currency'
  | 'orderId'
  | 'version'
  | 'hash'
  | 'hasOrder'
  | 'stateReason'
  | 'evidence'
  | 'actions'
>

export const requestsQuery = (filter: RequestFilter) =>
  queryOptions({
    queryKey: ['requests', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<RowsPage<RequestRow>>('/api/requests', filter, signal),
  })

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'one', id] as const,
    queryFn: ({ signal }) => readRoute<RequestDetail>(`/api/requests/${encodeURIComponent(id)}`, {}, signal),
  })
