import { and, eq, sql } from 'drizzle-orm'
import { CloudError } from '../cloud/errors.ts'
import { syncState } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { record } from '../requests/store.ts'
import { type WorkerDeps, mover } from './deps.ts'

/**
 * The cloud refused the account's key: all calls of the account stop at once, since a few more wrong signatures would
 * lock the key for everyone (signing-and-auth §3.3). An owner starts it again.
 */
export async function pauseRefusedAccount(deps: WorkerDeps, accountId: string, error: CloudError): Promise<void> {
  log.warn({ accountId, code: error.code, workerId: deps.workerId }, 'the cloud refused the key of an account')
  await deps.db.transaction(async (tx) => {
    const stopped = await tx
      .update(cloudAccount)
      .set({ state: 'refused', stateReason: `${error.code} ${error.message}`.slice(0, 400) })
      .where(and(eq(cloudAccount.id, accountId), eq(cloudAccount.state, 'active')))
      .returning({ id: cloudAccount.id })
    if (stopped.length === 0) return
    await record(tx, {
      event: 'account.refused',
      by: mover(deps),
      accountId,
      detail: { code: error.code, message: error.message },
    })
    // Nothing of it is read any more, whichever call it was: every open list says so.
    await tx
      .update(syncState)
      .set({ failedAt: sql`clock_timestamp()`, failure: `${error.code} ${error.message}`.slice(0, 300) })
      .where(eq(syncState.accountId, accountId))
  })
}

/** Why the cloud could not be asked, for people and for the audit. */
export type Trouble = { code: string; message: string }

/**
 * What a failed question to the cloud means: nothing is known. Stops the account when its key was refused; throws again
 * whatever is neither the cloud's word nor an account that is stopped.
 */
export async function noteTrouble(deps: WorkerDeps, accountId: string, thrown: unknown): Promise<Trouble> {
  if (thrown instanceof AppError && thrown.code === 'unavailable') return { code: thrown.code, message: '' }
  if (!(thrown instanceof CloudError)) throw thrown
  if (thrown.isCredentialRefusal) await pauseRefusedAccount(deps, accountId, thrown)
  return { code: thrown.code, message: thrown.message }
}
