import type { Context } from '../context.ts'
import type { RowsPage } from '../page.ts'
import { shareReads } from '../share-reads.ts'
import type { OrderFilter } from './filter.ts'
import { listOrders, readableAccounts } from './list.ts'
import type { OrderRow } from './queries.ts'

const share = shareReads<RowsPage<OrderRow>>()

/**
 * `listOrders` for the many pages that a change makes ask for the same list in the same moment. The rows depend on nothing
 * of the person but the accounts that they may read.
 */
export const listOrdersTogether = (ctx: Context, filter: OrderFilter): Promise<RowsPage<OrderRow>> =>
  share(JSON.stringify([readableAccounts(ctx, filter.account).toSorted(), filter]), () => listOrders(ctx, filter))
