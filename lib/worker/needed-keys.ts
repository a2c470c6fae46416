import { workerKeyId } from '../auth/spend-seal.ts'
import { spendKey } from '../db/account-schema.ts'
import type { Queryable } from '../db/client.ts'
import { log } from '../log.ts'
import { answersOfOthers } from './spools.ts'
import type { WorkerKey } from './worker-key.ts'

/**
 * Says in the log which keys of the worker are still needed: those it has beside the first, and those it lacks, with the
 * accounts whose spending keys nobody can open without them. Returns what it lacks, by the key's id.
 */
export async function tellNeededKeys(
  db: Queryable,
  keys: readonly WorkerKey[],
  { workerId, spoolFolder }: { workerId: string; spoolFolder: string },
): Promise<Map<string, string[]>> {
  const needed = new Map<string, string[]>()
  for (const { accountId, sealedTo } of await db
    .select({ accountId: spendKey.accountId, sealedTo: spendKey.sealedTo })
    .from(spendKey))
    needed.set(sealedTo, [...(needed.get(sealedTo) ?? []), accountId])
  const answers = await answersOfOthers(spoolFolder, keys.slice(0, 1))
  for (const [index, { privateJwk, mark }] of keys.entries()) {
    const id = await workerKeyId(privateJwk)
    const count = (needed.get(id)?.length ?? 0) + (answers.get(mark) ?? 0)
    needed.delete(id)
    answers.delete(mark)
    if (index === 0) continue
    const about = { workerId, event: 'worker.key', reason: `key ${index + 1} of COUNTERSIGN_WORKER_KEY, ${id}`, count }
    if (count > 0)
      log.warn(about, 'an older key of the worker still opens spending keys or kept answers: npm run rewrap')
    else log.info(about, 'nothing needs this older key of the worker: it can be taken away')
  }
  for (const [id, accountIds] of needed)
    for (const accountId of accountIds)
      log.error(
        { workerId, event: 'worker.key', accountId, reason: id || 'sealed before keys had names' },
        'nothing can be bought on this account: its spending key was sealed to a key that COUNTERSIGN_WORKER_KEY does not hold. Give that key back, or enter the spending key again',
      )
  for (const [mark, count] of answers)
    log.error(
      { workerId, event: 'worker.key', reason: mark, count },
      'answers of the cloud wait on the disk that were kept under a key which COUNTERSIGN_WORKER_KEY does not hold: give it back until they are recorded',
    )
  return needed
}
