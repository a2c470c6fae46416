import { and, desc, sql, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { countRows } from '../db/keyset.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { countMax } from '../page.ts'
import { boardDays, type BoardColumn, boardColumns } from './board-columns.ts'
import { JobFilter } from './filter.ts'
import { jobsWhere, readableAccounts } from './list.ts'
import type { JobBoard, JobsOfColumn } from './queries.ts'
import { readJobs, selectJobs } from './read.ts'

/** Cards of a column; the list has the others. */
const cardsMax = 20

/**
 * The jobs of the accounts the person may read by how they stand, those that began last first; what has ended only of the
 * last days. The state and order of `filter` do not count.
 */
export async function readBoard(ctx: Context, filter: JobFilter): Promise<JobBoard> {
  const accounts = readableAccounts(ctx, filter.account)
  const columns = await Promise.all(
    boardColumns.map(async (column) => [column, await readColumn(ctx, columnWhere(accounts, filter, column))] as const),
  )
  // Every column is there: the list of them is mapped above.
  return { columns: Object.fromEntries(columns) as JobBoard['columns'], asOf: ctx.clock.now().toISOString() }
}

/** How many jobs run, and how many of those do so for longer than usual. */
export async function countRunningJobs(ctx: Context, accounts: string[]) {
  const count = (state: 'running' | 'stuck') =>
    countRows(ctx.db, counted(jobsWhere(accounts, JobFilter.parse({ state }))))
  const [running, stuck] = await Promise.all([count('running'), count('stuck')])
  return { running, stuck }
}

const counted = (where: SQL | undefined): SQL => sql`select 1 from ${cloudJob} where ${where} limit ${countMax + 1}`

function columnWhere(accounts: string[], filter: JobFilter, column: BoardColumn): SQL | undefined {
  const of = (state: BoardColumn) => jobsWhere(accounts, { ...filter, state })
  switch (column) {
    case 'running':
      return and(of('running'), sql`not (${of('stuck')})`)
    case 'stuck':
    case 'waiting_payment':
      return of(column)
    case 'failed':
    case 'succeeded':
      return and(
        of(column),
        sql`${cloudJob.startedAt} > clock_timestamp() - make_interval(days => ${boardDays}::integer)`,
      )
  }
}

async function readColumn(ctx: Context, where: SQL | undefined): Promise<JobsOfColumn> {
  const [found, total] = await Promise.all([
    selectJobs(ctx, where).orderBy(desc(cloudJob.startedAt), desc(cloudJob.jobId)).limit(cardsMax),
    countRows(ctx.db, counted(where)),
  ])
  return { total, rows: await readJobs(ctx, found) }
}
