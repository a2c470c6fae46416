import { and, eq } from 'drizzle-orm'
import type { CloudError } from '../cloud/errors.ts'
import { cloudAccount } from '../db/schema.ts'
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
    if (stopped.length > 0)
      await record(tx, {
        event: 'account.refused',
        by: mover(deps),
        accountId,
        detail: { code: error.code, message: error.message },
      })
  })
}
