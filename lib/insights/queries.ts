import { queryOptions } from '@tanstack/react-query'
import type { Freshness } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { WaitingAge } from '../requests/waiting-age.ts'
import type { InsightsFilter } from './filter.ts'
import type { Period } from './periods.ts'

/** What was paid in one currency, by period and service; unsubscriptions left out. */
export type Spend = {
  currency: string
  totalMinor: number
  orders: number
  /** Those that cost most first; the last one may stand for the others, with an empty code. */
  services: {
    code: string
    name: string
    totalMinor: number
    /** The codes of services it stands for. */
    codes: string[]
  }[]
  /** `minor` has one amount for each of `services`. */
  periods: (Period & { totalMinor: number; orders: number; minor: number[] })[]
}

/** How long jobs of one kind took that began lately. Durations are in seconds and true to a fifth: they are counted in steps. */
export type JobDurations = {
  service: string
  /** The cloud's name for the work, or else the operation that began it: lists of jobs are narrowed by it. */
  kind: string
  /** Message key of the operation that began them, where one of ours did. */
  title: string
  cloudKind: string | null
  succeeded: number
  failed: number
  p50: number
  p90: number
  /** More than this is called stuck, in minutes. */
  usualMinutes: number
  /** Of those that succeeded, the quickest first. */
  bars: { fromSeconds: number; toSeconds: number; jobs: number }[]
}

/** What was spent this month of the monthly budget of one account; `orders` are those that the money went for. */
export type BudgetUse = {
  account: AccountFace
  currency: string
  budgetMinor: number
  spentMinor: number
  orders: number
}

/** The budgets of several accounts in one currency, what these accounts spent, and how many of them spent more than theirs. */
export type CurrencyBudget = { currency: string; budgetMinor: number; spentMinor: number; exceeded: number }

export type Insights = {
  spend: Spend[]
  /** Of this month (UTC+8), one for each account and currency that has one. */
  budgets: BudgetUse[]
  /** Orders by the status that the billing service gives them. */
  statuses: { status: number; orders: number }[]
  durations: JobDurations[]
  /** The first day whose jobs are in `durations`. */
  durationsFrom: string
  /** Requests that wait for somebody's decision, by how long they have. */
  waiting: { age: WaitingAge; requests: number }[]
  /** When the orders behind it were last read. */
  asOf: Freshness
}

export type Quota = { kind: string; used: number; /** Null: there is no limit. */ quota: number | null }
export type Quotas = { asOf: string; quotas: Quota[] }

export const insightsQuery = (filter: InsightsFilter) =>
  queryOptions({
    queryKey: ['insights', filter] as const,
    queryFn: ({ signal }) => readRoute<Insights>('/api/insights', filter, signal),
    // Pictures need not follow every change.
    refetchInterval: 60_000,
  })

export const quotasQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['quotas', accountId] as const,
    queryFn: ({ signal }) => readRoute<Quotas>('/api/insights/quotas', { accountId }, signal),
    staleTime: 600_000,
  })
