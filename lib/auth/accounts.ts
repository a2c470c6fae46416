import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { AccessKey } from '#lib/cloud/signer.ts'
import type { Queryable } from '#lib/db/client.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { seal, unseal } from './secrets.ts'
import { sealForWorker, workerKeyId } from './spend-seal.ts'

/** A cloud account and one of its keys, opened: what a signed call needs. Never logged, never sent to a browser. */
export type AccountCredentials = {
  accountId: string
  /** Only an active account may be asked anything. */
  state: 'active' | 'paused' | 'refused' | 'retired'
  site: 'china' | 'international' | 'europe'
  region: string
  projectId: string
  domainId: string
  endpointOverride: string | null
  key: AccessKey
}

export type NewAccount = {
  name: string
  site: AccountCredentials['site']
  region: string
  projectId: string
  domainId: string
  endpointOverride?: string
  /** Reads only; opened by web and worker. */
  read: AccessKey
  /** Buys and pays; sealed so that only the worker opens it. */
  spend: AccessKey
}

/**
 * Writes a cloud account with both keys sealed, and returns its id. An account that is there already (`id`) gets the new
 * keys and address. Throws when another account has the same region and project.
 */
export async function connectAccount(
  db: Queryable,
  { read, spend, ...account }: NewAccount,
  keys: { dataKey: string; workerPublicJwk: JWK },
  id: string = randomUUID(),
): Promise<string> {
  const row = {
    ...account,
    ...sealReadKey(read, id, keys.dataKey),
  }
  const sealed = await sealSpendKey(spend, id, keys.workerPublicJwk)
  await db.transaction(async (tx) => {
    await tx
      .insert(cloudAccount)
      .values({ ...row, id })
      .onConflictDoUpdate({ target: cloudAccount.id, set: { ...row, readKeySince: sql`clock_timestamp()` } })
    await tx
      .insert(spendKey)
      .values({ ...sealed, accountId: id })
      .onConflictDoUpdate({ target: spendKey.accountId, set: { ...sealed, since: sql`clock_timestamp()` } })
  })
  return id
}

/** The columns of `cloud_account` that hold a read key. */
export const sealReadKey = ({ accessKey, secretKey }: AccessKey, accountId: string, dataKey: string) => ({
  readAccessKey: accessKey,
  readSecretSealed: seal(secretKey, { accountId, field: 'read' }, dataKey),
})

/** The columns of `spend_key`: whoever makes them cannot open them again. */
export const sealSpendKey = async ({ accessKey, secretKey }: AccessKey, accountId: string, workerPublicJwk: JWK) => ({
  accessKey,
  secretSealed: await sealForWorker(secretKey, { accountId, accessKey }, workerPublicJwk),
  sealedTo: await workerKeyId(workerPublicJwk),
})

/**
 * The key that may only read, for pickers, prices and polling. Throws `not_found` for an unknown account, and an error
 * when the seal does not open, and `unavailable` for a retired account, which has none. It may be paused or refused: that is
 * for the caller to respect.
 */
export async function openReadCredentials(
  db: Queryable,
  accountId: string,
  dataKey: string = env().COUNTERSIGN_DATA_KEY,
): Promise<AccountCredentials> {
  const account = await findAccount(db, accountId)
  // Its keys are gone.
  if (account.state === 'retired') throw new AppError('unavailable', 'errors.account.retired')
  const secretKey = unseal(account.readSecretSealed, { accountId, field: 'read' }, dataKey)
  return credentialsOf(account, { accessKey: account.readAccessKey, secretKey })
}

/** The row of `accountId`. Throws `not_found`. */
export async function findAccount(db: Queryable, accountId: string): Promise<typeof cloudAccount.$inferSelect> {
  const [account] = await db.select().from(cloudAccount).where(eq(cloudAccount.id, accountId))
  if (!account) throw new AppError('not_found', 'errors.accountNotFound')
  return account
}

/** What the caller of the cloud is given of `account`. */
export const credentialsOf = (account: typeof cloudAccount.$inferSelect, key: AccessKey): AccountCredentials => ({
  accountId: account.id,
  state: account.state,
  site: account.site,
  region: account.region,
  projectId: account.projectId,
  domainId: account.domainId,
  endpointOverride: account.endpointOverride,
  key,
})
