import { findAccount, openReadCredentials } from '../auth/accounts.ts'
import type { Cloud, Credentials } from '../cloud/cloud.ts'
import { endpointFor } from '../cloud/endpoints.ts'
import { createTransport } from '../cloud/transport.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../db/client.ts'
import { endpointOverrides } from '../env.ts'
import { AppError } from '../errors.ts'
import { noteCall } from '../metrics/note-call.ts'
import { callBudget } from './call-budget.ts'

/** A cloud account that can be asked, with the read key. */
export type AccountReads = Cloud & { readonly accountId: string; readonly region: string }

type Kept = { place: string; reads: AccountReads }

/** One transport per account and database, so that connections are kept and shared. */
const keptByDatabase = new WeakMap<Database, Map<string, Kept>>()

/**
 * The account's cloud, signed with its read key; the key is opened for each call and kept nowhere. Throws `not_found`
 * for an unknown account and `unavailable` for one that is paused or whose key the cloud refused: a few more wrong
 * signatures would lock the key (signing-and-auth.md §3.3). `isPatient` reads let all others go first.
 */
export async function readsFor(db: Database, accountId: string, { isPatient = false } = {}): Promise<AccountReads> {
  const account = await findAccount(db, accountId)
  if (account.state !== 'active') throw new AppError('unavailable', `errors.account.${account.state}`)
  const { site, region, projectId, domainId, endpointOverride } = account
  const place = JSON.stringify([site, region, projectId, domainId, endpointOverride])
  const kept = keptByDatabase.get(db) ?? new Map<string, Kept>()
  keptByDatabase.set(db, kept)
  const key = `${accountId}${isPatient ? '/patient' : ''}`
  const known = kept.get(key)
  if (known?.place === place) return known.reads
  known?.reads.close()
  const cloud = createTransport({
    projectId,
    domainId,
    credentials: () => readKey(db, accountId),
    resolve: (service) => endpointFor(account, service, endpointOverride ?? undefined, endpointOverrides()),
    clock: systemClock,
    limiter: callBudget(db, domainId, { isPatient }),
    onCall: noteCall,
    language: 'en_US',
  })
  const reads = { ...cloud, accountId, region }
  kept.set(key, { place, reads })
  return reads
}

/** The key for one call. An account that was stopped meanwhile signs no more, also between two pages of a list. */
async function readKey(db: Database, accountId: string): Promise<Credentials> {
  const { state, key } = await openReadCredentials(db, accountId)
  if (state !== 'active') throw new AppError('unavailable', `errors.account.${state}`)
  return { kind: 'access_key', ...key }
}
