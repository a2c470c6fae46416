import { expect, test } from 'vitest'
import type { JobRow } from '#lib/jobs/queries.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { HistoryEntry } from '#lib/requests/queries.ts'
import { orderEvents } from './order-events.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 4, minute)).toISOString()

const facts = { orderId: null, amountMinor: null, currency: null, code: null, message: null, words: null }
const entry = (event: string, minute: number): HistoryEntry => ({
  id: event,
  at: at(minute),
  event,
  who: null,
  became: null,
  text: null,
  facts,
})

const job: JobRow = {
  key: '',
  jobId: 'j1',
  account: { id: 'a', name: 'A', region: 'r' },
  service: 'cph',
  kind: 'k',
  title: 'operationTitles.k',
  cloudKind: null,
  resource: null,
  state: 'failed',
  progress: null,
  errorCode: null,
  errorMessage: null,
  startedAt: at(4),
  runsSince: at(4),
  endedAt: at(9),
  usualMinutes: 1,
  parts: [],
  request: null,
  askedBy: null,
  orderId: 'CS1',
}

type Told = Pick<OrderDetail, 'history' | 'orderedAt' | 'paidAt' | 'payUntil' | 'status' | 'changedAt' | 'jobs'>
const order: Told = {
  history: [],
  orderedAt: at(2),
  paidAt: at(3),
  payUntil: null,
  status: 5,
  changedAt: at(10),
  jobs: [],
}

const told = (changes: Partial<Told>) => orderEvents({ ...order, ...changes }).map(({ id }) => id)

test('what was bought elsewhere has the life that the cloud tells', () => {
  expect(told({ jobs: [job] })).toEqual(['ordered', 'paid', 'j1 began', 'j1 ended', 'seen'])
})

test('no job is called done of which nobody knows what came of it', () => {
  const ends = (['succeeded', 'failed', 'unknown'] as const).map((state) =>
    orderEvents({ ...order, jobs: [{ ...job, state }] }).find(({ id }) => id === 'j1 ended'),
  )
  expect(ends).toMatchObject([{ event: 'jobEnded' }, { event: 'jobFailed' }, { event: 'jobUnknown' }])
})

test('what the request tells of ordering and paying is not told twice', () => {
  const history = [entry('submit', 0), entry('approve', 1), entry('accept', 2), entry('acceptPayment', 3)]
  expect(told({ history })).toEqual(['submit', 'approve', 'accept', 'acceptPayment', 'seen'])
  expect(told({ history: history.slice(0, 2) })).toEqual(['submit', 'approve', 'ordered', 'paid', 'seen'])
})

test('an unpaid order ends with when it lapses, whatever its clock says', () => {
  expect(told({ status: 6, paidAt: null, payUntil: at(1) })).toEqual(['ordered', 'payBy'])
})
