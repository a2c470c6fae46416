import { queryOptions } from '@tanstack/react-query'
import { readRoute } from '../read-route.ts'
import type { ActionResult } from '../result.ts'
import type { RemoveBudget, SetBudget } from './budget.ts'
import type { CheckLine } from './check-line.ts'
import type { AddAccount, PauseAccount, ReplaceKey, RetireAccount } from './new-account.ts'

export type AccountState = 'active' | 'paused' | 'refused' | 'retired'

/** A key as it is shown: the end of its id, and since when it is here. */
export type KeyFace = { tail: string; since: string }

export type Tally = { failed: number; warning: number; unknown: number }

export type AccountRow = {
  id: string
  name: string
  site: 'china' | 'international' | 'europe'
  region: string
  projectId: string
  /** Another address than the vendor's own, which the environment allows. */
  endpointOverride: string | null
  state: AccountState
  /** The cloud's words of a refusal, or an owner's. */
  stateReason: string | null
  /** Why the person may not change it, a message key; null when they may. */
  manageDenial: string | null
  checkDenial: string | null
  /** Null for whoever may not change it, and of a retired account. */
  readKey: KeyFace | null
  /** `isOutdated`: it was sealed to another key of the worker, which can not open it. */
  spendKey: (KeyFace & { isOutdated: boolean }) | null
  /** Of the last check with the read key. */
  check: (Tally & { at: string }) | null
}

export type AccountsPage = {
  accounts: AccountRow[]
  /** Why the person may add none, a message key; null when they may. */
  addDenial: string | null
}

export type Checked = { at: string; lines: CheckLine[] }

export type OperationVerdict = {
  key: string
  rights: string[]
  state: 'proven' | 'ready' | 'unchecked' | 'blocked'
  /** Message keys. */
  because: string[]
  workedAt: string | null
}

/** What an owner wants the account to spend at most in a month. */
export type AccountBudget = { currency: string; amountMinor: number; changedAt: string; changedBy: string }

export type AccountDetail = AccountRow & {
  budgets: AccountBudget[]
  /** In which it is billed, the likeliest first. */
  currencies: string[]
  checks: { read: Checked | null; spend: Checked | null }
  operations: OperationVerdict[]
}

export type AccountActions = {
  check: (input: { accountId: string }) => Promise<ActionResult<unknown>>
  replaceKey: (input: ReplaceKey) => Promise<ActionResult<unknown>>
  pause: (input: PauseAccount) => Promise<ActionResult<unknown>>
  resume: (input: { accountId: string }) => Promise<ActionResult<unknown>>
  retire: (input: RetireAccount) => Promise<ActionResult<unknown>>
  setBudget: (input: SetBudget) => Promise<ActionResult<unknown>>
  removeBudget: (input: RemoveBudget) => Promise<ActionResult<unknown>>
}

export type AddAccountAction = (input: AddAccount) => Promise<ActionResult<{ accountId: string }>>

/** The accounts a person has a role on, with their state. */
export const accountsQuery = () =>
  queryOptions({
    queryKey: ['accounts', 'list'],
    queryFn: ({ signal }) => readRoute<AccountsPage>('/api/accounts', {}, signal),
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => readRoute<AccountDetail>(`/api/accounts/${id}`, {}, signal),
  })
