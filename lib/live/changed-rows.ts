import type { Database } from '../db/client.ts'
import { readJobRows } from '../jobs/list.ts'
import { readOrderRows } from '../orders/list.ts'
import type { ReadRows } from './row-sender.ts'

/** Reads orders and jobs as their lists show them. */
export const changedRows =
  (db: Database): ReadRows =>
  async (changes) => {
    const of = (topic: string) => changes.filter((change) => change.topic === topic)
    const [orders, jobs] = await Promise.all([
      readOrderRows(
        { db },
        of('order').map(({ account, id }) => ({ account, orderId: id })),
      ),
      readJobRows(
        { db },
        of('job').map(({ account, id }) => ({ account, jobId: id })),
      ),
    ])
    return [
      { topic: 'order', rows: orders },
      { topic: 'job', rows: jobs },
    ]
  }
