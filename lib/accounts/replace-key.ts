import { and, eq, ne, sql } from 'drizzle-orm'
import { findAccount, sealReadKey, sealSpendKey } from '../auth/accounts.ts'
import { sealingKey } from '../auth/sealing-key.ts'
import { type Context, requirePermission } from '../context.ts'
import type { Transaction } from '../db/client.ts'
import { spendKey } from '../db/account-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { record } from '../requests/store.ts'
import { checkSpendKey } from './check-spend-key.ts'
import { holdOpen } from './hold-open.ts'
import { keepCheck } from './keep-check.ts'
import { keyTail } from './key-tail.ts'
import type { ReplaceKey } from './new-account.ts'
import { proveKey } from './prove-key.ts'

const fields = {
  accessKey: 'key.accessKey',
  secretKey: 'key.secretKey',
  projectId: 'key.accessKey',
  region: 'key.accessKey',
}

type Change = (tx: Transaction) => Promise<{ was: string | null }>

/**
 * Puts another key in the place of one of an account's. The cloud must take the new one for the same project first; until
 * then the old one stays. Who signs next signs with the new one. Throws `forbidden`, `invalid` with fields, `conflict` when
 * the account is retired or somebody was faster, and what `sealingKey` throws.
 */
export async function replaceKey(ctx: Context, { accountId, which, key }: ReplaceKey): Promise<{ accountId: string }> {
  requirePermission(ctx, 'account:manage', { accountId })
  const account = await findAccount(ctx.db, accountId)
  if (account.state === 'retired') throw new AppError('conflict', 'errors.account.retired')
  await refuseSame(ctx, account, which, key.accessKey)
  const { site, region, projectId, domainId, endpointOverride } = account
  const place = { site, region, projectId, domainId, endpointOverride }
  const workerPublicJwk = which === 'spend' ? await sealingKey(ctx.db) : undefined
  await proveKey(ctx.db, place, key, fields)
  const change: Change = workerPublicJwk
    ? putSpendKey(
        accountId,
        await sealSpendKey(key, accountId, workerPublicJwk),
        await checkSpendKey(ctx.db, place, key),
      )
    : putReadKey(account, sealReadKey(key, accountId, env().COUNTERSIGN_DATA_KEY))
  await ctx.db.transaction(async (tx) => {
    const { was } = await change(tx)
    await record(tx, {
      event: which === 'read' ? 'account.replaceReadKey' : 'account.replaceSpendKey',
      by: { kind: 'person', id: ctx.actor.personId },
      accountId,
      detail: { which, before: { key: was }, after: { key: keyTail(key) } },
    })
  })
  return { accountId }
}

type Account = typeof cloudAccount.$inferSelect

/** One key for both would let whoever takes the web over spend. The web knows the spending key by its mark only. */
async function refuseSame({ db }: Context, account: Account, which: ReplaceKey['which'], accessKey: string) {
  const [same] =
    which === 'spend'
      ? [account.readAccessKey === accessKey || undefined]
      : await db
          .select({ id: spendKey.accountId })
          .from(spendKey)
          .where(and(eq(spendKey.accountId, account.id), eq(spendKey.accessKeyMark, sql`md5(${accessKey})`)))
  if (same !== undefined)
    throw new AppError('invalid', 'errors.invalid', { fields: { [fields.accessKey]: 'errors.sameKeyTwice' } })
}

const putReadKey =
  ({ id, readAccessKey }: Account, sealed: ReturnType<typeof sealReadKey>): Change =>
  async (tx) => {
    const rows = await tx
      .update(cloudAccount)
      .set({ ...sealed, readKeySince: sql`clock_timestamp()` })
      .where(
        and(eq(cloudAccount.id, id), ne(cloudAccount.state, 'retired'), eq(cloudAccount.readAccessKey, readAccessKey)),
      )
      .returning({ id: cloudAccount.id })
    if (rows.length === 0) throw new AppError('conflict', 'errors.changedMeanwhile')
    return { was: keyTail({ accessKey: readAccessKey }) }
  }

const putSpendKey =
  (
    accountId: string,
    sealed: Awaited<ReturnType<typeof sealSpendKey>>,
    lines: Awaited<ReturnType<typeof checkSpendKey>>,
  ): Change =>
  async (tx) => {
    // It is not retired under the new key.
    await holdOpen(tx, accountId)
    const [was] = await tx
      .select({ tail: spendKey.accessKeyTail })
      .from(spendKey)
      .where(eq(spendKey.accountId, accountId))
    await tx
      .insert(spendKey)
      .values({ ...sealed, accountId })
      .onConflictDoUpdate({ target: spendKey.accountId, set: { ...sealed, since: sql`clock_timestamp()` } })
    await keepCheck(tx, { accountId, key: 'spend', lines })
    return { was: was?.tail ?? null }
  }
