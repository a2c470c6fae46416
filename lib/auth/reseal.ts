import { and, eq, ne } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { Database } from '../db/client.ts'
import { spendKey } from '../db/account-schema.ts'
import { toError } from '../errors.ts'
import { record } from '../requests/store.ts'
import { openSpendKey } from './spend-key.ts'
import { sealForWorker, workerKeyId } from './spend-seal.ts'

/** A pair of the worker's, both halves. */
type Pair = { privateJwk: JWK; publicJwk: JWK }

/** A spending key that could not be sealed anew; `sealedTo` is the id of the worker's key that it still needs. */
export type Left = { accountId: string; sealedTo: string; reason: string }

/**
 * Seals every spending key to the first of the worker's `pairs` that is sealed to another, so that the others can be taken
 * away. May run beside web and workers, and again; one that cannot be opened does not keep the rest from it. Returns how
 * many it changed, and those it could not.
 */
export async function resealSpendKeys(
  db: Database,
  pairs: readonly Pair[],
): Promise<{ spendKeys: number; left: Left[] }> {
  const [first] = pairs
  if (!first) throw new Error('A worker has at least one key')
  const sealedTo = await workerKeyId(first.publicJwk)
  const outcome = { spendKeys: 0, left: new Array<Left>() }
  for (const kept of await db.select().from(spendKey).where(ne(spendKey.sealedTo, sealedTo))) {
    try {
      if (await reseal(db, kept, { first, sealedTo, pairs })) outcome.spendKeys += 1
    } catch (thrown) {
      outcome.left.push({ accountId: kept.accountId, sealedTo: kept.sealedTo, reason: toError(thrown).message })
    }
  }
  return outcome
}

type Target = { first: Pair; sealedTo: string; pairs: readonly Pair[] }

async function reseal(
  db: Database,
  kept: typeof spendKey.$inferSelect,
  { first, sealedTo, pairs }: Target,
): Promise<boolean> {
  const { accountId, accessKey, secretSealed } = kept
  const secret = await openSpendKey(
    kept,
    pairs.map(({ privateJwk }) => privateJwk),
  )
  const again = await sealForWorker(secret, { accountId, accessKey }, first.publicJwk)
  return db.transaction(async (tx) => {
    // Not what somebody replaced meanwhile: the web seals to a key that all workers have.
    const changed = await tx
      .update(spendKey)
      .set({ secretSealed: again, sealedTo })
      .where(and(eq(spendKey.accountId, accountId), eq(spendKey.secretSealed, secretSealed)))
      .returning({ accountId: spendKey.accountId })
    if (changed.length === 0) return false
    await record(tx, {
      event: 'account.reseal',
      by: { kind: 'system', id: 'rewrap' },
      accountId,
      detail: { before: { sealedTo: kept.sealedTo }, after: { sealedTo } },
    })
    return true
  })
}
