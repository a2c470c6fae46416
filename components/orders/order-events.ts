import type { JobRow } from '#lib/jobs/queries.ts'
import type { HistoryEntry } from '#lib/requests/queries.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'

/** What is known of an order's life besides its request: told by the billing service and by jobs. */
export type CloudEvent = 'ordered' | 'paid' | 'seen' | 'jobStarted' | 'jobEnded' | 'jobFailed' | 'jobUnknown' | 'payBy'

export type OrderEvent =
  | { id: string; at: string; entry: HistoryEntry }
  | {
      id: string
      at: string
      event: CloudEvent
      /** A message key of the job's title. */ title?: string
      cloudKind?: string | null
    }

const unpaid = 6
const ended = [4, 5]

/** Requests carry these themselves, by the clock of the console. */
const toldByRequest: Partial<Record<CloudEvent, readonly string[]>> = {
  ordered: ['accept', 'find', 'adopt'],
  paid: ['acceptPayment', 'findPaid'],
}

type Told = Pick<OrderDetail, 'history' | 'orderedAt' | 'paidAt' | 'payUntil' | 'status' | 'changedAt' | 'jobs'>

/** Everything that happened to an order, its request's events among it, oldest first; what is still to come is last. */
export function orderEvents(order: Told): OrderEvent[] {
  const { history, orderedAt, paidAt, payUntil, status, changedAt, jobs } = order
  const isTold = (event: CloudEvent) => history.some((entry) => toldByRequest[event]?.includes(entry.event))
  const cloud = (event: CloudEvent, at: string | null): OrderEvent[] =>
    at === null || isTold(event) ? [] : [{ id: event, at, event }]
  return [
    ...history.map((entry) => ({ id: entry.id, at: entry.at, entry })),
    ...cloud('ordered', orderedAt),
    ...cloud('paid', paidAt),
    ...jobs.flatMap(({ jobId, title, cloudKind, startedAt, endedAt, state }): OrderEvent[] => [
      { id: `${jobId} began`, at: startedAt, event: 'jobStarted', title, cloudKind },
      ...(endedAt === null
        ? []
        : [
            {
              id: `${jobId} ended`,
              at: endedAt,
              event: endOf(state),
              title,
              cloudKind,
            },
          ]),
    ]),
    ...(ended.includes(status) ? cloud('seen', changedAt) : []),
    ...(status === unpaid ? cloud('payBy', payUntil) : []),
  ].toSorted((a, b) => (isAhead(a) === isAhead(b) ? Date.parse(a.at) - Date.parse(b.at) : isAhead(a) ? 1 : -1))
}

/** What the end of a job came to: none is called done of which that is not known. */
const endOf = (state: JobRow['state']): CloudEvent =>
  state === 'succeeded' ? 'jobEnded' : state === 'failed' ? 'jobFailed' : 'jobUnknown'

export const isAhead = (event: OrderEvent): boolean => 'event' in event && event.event === 'payBy'
