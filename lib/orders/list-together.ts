import type { Context } from '../context.ts'
import type { SizedWindow, Total, UncountedPage } from '../page.ts'
import { shareReads } from '../share-reads.ts'
import type { OrderFilter } from './filter.ts'
import { countOrders, listOrders, readableAccounts } from './list.ts'
import type { OrderRow } from './queries.ts'

const share = shareReads<UncountedPage<OrderRow>>()
const shareCount = shareReads<Total>()

const keyOf = (ctx: Context, filter: OrderFilter): string =>
  JSON.stringify([readableAccounts(ctx, filter.account).toSorted(), filter])

/**
 * `listOrders` for the many pages that a change makes ask for the same list in the same moment. The rows depend on nothing
 * of the person but the accounts that they may read.
 */
export const listOrdersTogether = (ctx: Context, filter: OrderFilter & SizedWindow): Promise<UncountedPage<OrderRow>> =>
  share(keyOf(ctx, filter), () => listOrders(ctx, filter))

/** `countOrders` for the same. */
export const countOrdersTogether = (ctx: Context, filter: OrderFilter): Promise<Total> =>
  shareCount(keyOf(ctx, filter), () => countOrders(ctx, filter))
