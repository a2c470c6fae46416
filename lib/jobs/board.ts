import type { Context } from '../context.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import { type BoardColumn, columnFilter } from './board-columns.ts'
import { JobFilter } from './filter.ts'
import { countJobsOf, readableAccounts, readJobPage } from './list.ts'
import type { JobBoard, JobsOfColumn } from './queries.ts'

/** Cards of a column; the list has the others. */
const cardsMax = 20

/**
 * The jobs of the accounts the person may read by how they stand, those that began last first; what has ended only of the
 * last days. The state, time, order and window of `filter` do not count.
 */
export async function readBoard(ctx: Context, filter: JobFilter): Promise<JobBoard> {
  const accounts = readableAccounts(ctx, filter.account)
  const first = { ...filter, started: '', sort: undefined, after: undefined, before: undefined }
  const read = async (column: BoardColumn): Promise<JobsOfColumn> => {
    const those = JobFilter.parse({ ...first, ...columnFilter(column) })
    const { rows, total } = await readJobPage(ctx, accounts, { ...those, size: cardsMax })
    return { total: total ?? (await countJobsOf(ctx, accounts, those)), rows: rows.slice(0, cardsMax) }
  }
  const [running, waiting, stuck, failed, succeeded, asOf] = await Promise.all([
    read('running'),
    read('waiting_payment'),
    read('stuck'),
    read('failed'),
    read('succeeded'),
    freshnessOf(ctx.db, 'jobs', accounts),
  ])
  return {
    columns: {
      running,
      waiting_payment: waiting,
      stuck,
      failed,
      succeeded,
    },
    asOf,
  }
}

/** How many jobs run, and how many of those do so for longer than usual. */
export async function countRunningJobs(ctx: Context, accounts: string[]) {
  const count = (state: 'running' | 'stuck') => countJobsOf(ctx, accounts, JobFilter.parse({ state }))
  const [running, stuck] = await Promise.all([count('running'), count('stuck')])
  return { running, stuck }
}
