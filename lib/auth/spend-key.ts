import { eq } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { Queryable } from '#lib/db/client.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { AppError } from '#lib/errors.ts'
import { type AccountCredentials, credentialsOf, findAccount } from './accounts.ts'
import { unsealAsWorker } from './spend-seal.ts'

/**
 * The key that buys and pays. Only the worker has the private key that opens it, and only the worker imports this file.
 * Throws `not_found` for an unknown account, and an error when the seal does not open.
 */
export async function openSpendCredentials(
  db: Queryable,
  accountId: string,
  workerPrivateJwk: JWK,
): Promise<AccountCredentials> {
  const account = await findAccount(db, accountId)
  const [kept] = await db.select().from(spendKey).where(eq(spendKey.accountId, accountId))
  if (!kept) throw new AppError('not_found', 'errors.accountNotFound')
  const secretKey = await unsealAsWorker(kept.secretSealed, { accountId, accessKey: kept.accessKey }, workerPrivateJwk)
  return credentialsOf(account, { accessKey: kept.accessKey, secretKey })
}
