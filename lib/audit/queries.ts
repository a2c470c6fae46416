import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { ChainFault } from './faults.ts'
import type { AuditFilter } from './filter.ts'

export type AuditRow = {
  key: string
  /** Its number; numbers may have gaps. */
  seq: number
  at: string
  /** `name` is null for what is no person, and for a person whom the console knows no longer. */
  who: { kind: 'person' | 'worker' | 'system'; id: string; name: string | null }
  event: string
  request: { id: string; number: number } | null
  orderId: string | null
  /** Whom or which group it was about, where that is somebody else than who did it. */
  person: { name: string; email: string } | null
  group: string | null
  /** Null for what is about no account: a sign-in, a stop of all purchases. */
  account: AccountFace | null
  was: string | null
  became: string | null
  /** All facts that were recorded with it. */
  detail: Record<string, unknown>
  /** Its place in the chain, without gaps, and its hash; null for a row that was put in past the chain. */
  place: number | null
  hash: string | null
}

export type AuditEntry = AuditRow & { previousHash: string | null }

/** How far the chain was last recomputed and what was found; `checkedAt` is null where that was never done. */
export type ChainState = {
  /** The place of the newest row. */
  place: number
  checkedAt: string | null
  checkedPlace: number
  fault: ChainFault | null
  faultPlace: number | null
}

export type AuditPage = RowsPage<AuditRow> & { chain: ChainState }

/** What the audit can be narrowed to, with words for it. */
export type AuditChoices = Record<'account' | 'person', { value: string; label: string; detail?: string }[]>

export const auditQuery = (filter: AuditFilter) =>
  queryOptions({
    queryKey: ['audit', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<AuditPage>('/api/audit', filter, signal),
  })

export const auditEntryQuery = (seq: string) =>
  queryOptions({
    queryKey: ['audit', 'one', seq] as const,
    queryFn: ({ signal }) => readRoute<AuditEntry>(`/api/audit/${encodeURIComponent(seq)}`, {}, signal),
  })

export const auditChoicesQuery = () => ({
  queryKey: ['audit', 'choices'] as const,
  queryFn: () => readRoute<AuditChoices>('/api/audit/choices'),
})
