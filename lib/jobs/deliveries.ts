import { and, asc, inArray, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { countRows } from '../db/keyset.ts'
import { request } from '../db/schema.ts'
import { countMax } from '../page.ts'
import { selectRequests, toRow } from '../requests/list.ts'
import { requestGroups } from '../requests/state-groups.ts'
import type { DeliveriesFilter } from './filter.ts'
import { readableAccounts } from './list.ts'
import type { DeliveriesPage } from './queries.ts'

/** Above the jobs; the list of requests has the others. */
const shownMax = 5

/** Paid requests whose resources have not all arrived: those that wait longest, that one first, and how many there are. */
export async function listDeliveries(ctx: Context, { account }: DeliveriesFilter): Promise<DeliveriesPage> {
  const accounts = readableAccounts(ctx, account)
  if (accounts.length === 0) return { rows: [], total: { count: 0, isExact: true } }
  const where = and(inArray(request.accountId, accounts), inArray(request.state, [...requestGroups.delivering]))
  const [found, total] = await Promise.all([
    selectRequests(ctx, where).orderBy(asc(request.changedAt), asc(request.id)).limit(shownMax),
    countRows(ctx.db, sql`select 1 from ${request} where ${where} limit ${countMax + 1}`),
  ])
  return { rows: found.map(toRow), total }
}
