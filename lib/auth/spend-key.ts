import { eq } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { Queryable } from '#lib/db/client.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { AppError } from '#lib/errors.ts'
import { type AccountCredentials, credentialsOf, findAccount } from './accounts.ts'
import { unsealAsWorker, workerKeyId } from './spend-seal.ts'

/**
 * The key that buys and pays. Only the worker has the private keys that open it, and only the worker and the program that seals
 * anew import this file. Throws `not_found` for an unknown account, and an error when the seal does not open.
 */
export async function openSpendCredentials(
  db: Queryable,
  accountId: string,
  workerPrivateJwks: readonly JWK[],
): Promise<AccountCredentials> {
  const account = await findAccount(db, accountId)
  const [kept] = await db.select().from(spendKey).where(eq(spendKey.accountId, accountId))
  if (!kept) throw new AppError('not_found', 'errors.accountNotFound')
  return credentialsOf(account, {
    accessKey: kept.accessKey,
    secretKey: await openSpendKey(kept, workerPrivateJwks),
  })
}

type Kept = Pick<typeof spendKey.$inferSelect, 'accountId' | 'accessKey' | 'secretSealed' | 'sealedTo'>

/** The secret of a row, opened with the key that it names. Throws when it is none of these, or the seal does not open. */
export async function openSpendKey(
  { accountId, accessKey, secretSealed, sealedTo }: Kept,
  privateJwks: readonly JWK[],
): Promise<string> {
  for (const privateJwk of privateJwks)
    if ((await workerKeyId(privateJwk)) === sealedTo)
      return unsealAsWorker(secretSealed, { accountId, accessKey }, privateJwk)
  throw new Error(`The worker cannot open this spending key: it was sealed to the key ${sealedTo || 'without a name'}`)
}
