import { queryOptions } from '@tanstack/react-query'
import type { MonthSpend } from '../insights/month.ts'
import type { CurrencyBudget } from '../insights/queries.ts'
import type { ExpiringRow } from '../orders/expiring-query.ts'
import type { Freshness, Total, UnreadAccount } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, RequestRow } from './queries.ts'
import type { OverviewFilter } from './overview-filter.ts'

export type AccountTrouble = {
  account: AccountFace
  state: 'paused' | 'refused'
  reason: string | null
  /** The person is an owner of it and may start it again. */
  canResume: boolean
}

export type Overview = {
  /** Whether there has ever been a request. */
  everAsked: boolean
  /** Null for whoever decides nothing. */
  waitingForMe: { total: Total; rows: RequestRow[] } | null
  /** All that wait for somebody's decision. */
  waiting: Total
  attention: Record<'unknown' | 'person' | 'stuck', Total>
  attentionRows: RequestRow[]
  running: { total: Total; rows: RequestRow[] }
  unpaidOrders: Total
  /** By the vendor's month (UTC+8). */
  spend: MonthSpend[]
  /** What the accounts that have a monthly budget spent of it. */
  budgets: CurrencyBudget[]
  /** What was paid for in advance and runs out within thirty days, and what of it first. */
  expiring: { total: Total; rows: ExpiringRow[] }
  /** Jobs of the cloud that run, and those among them that take longer than usual. */
  jobs: { running: Total; stuck: Total }
  servers: { total: number; abnormal: number; phones: number }
  /** Why nothing moves, where nothing does. */
  troubles: {
    accounts: AccountTrouble[]
    workerSeenAt: string | null
    isWorkerSilent: boolean
  }
  /** How old that is which was read from the cloud, and the accounts of which nothing was. */
  mirror: Freshness
  unread: UnreadAccount[]
  /** Whether anything was read at all, so that noughts are an answer. */
  isRead: boolean
  /** When this was put together. */
  asOf: string
}

export const overviewQuery = (filter: OverviewFilter) =>
  queryOptions({
    queryKey: ['overview', filter] as const,
    queryFn: ({ signal }) => readRoute<Overview>('/api/overview', filter, signal),
  })
