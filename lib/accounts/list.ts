import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith, denial, denialAnywhere } from '../auth/permissions.ts'
import { keysOfWorkers } from '../auth/sealing-key.ts'
import { workerKeyId } from '../auth/spend-seal.ts'
import type { Context } from '../context.ts'
import { accountCheck, spendKey } from '../db/account-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { env } from '../env.ts'
import { CheckLine } from './check-line.ts'
import { keyTail } from './key-tail.ts'
import type { AccountRow, AccountsPage, Checked } from './queries.ts'
import { tally } from './tally.ts'

export const ListAccounts = z.strictObject({})

/** Every account that the person has a role on, those in use first. */
export async function listAccountRows(ctx: Context): Promise<AccountsPage> {
  return {
    accounts: await readAccountRows(ctx, accountsWith(ctx.actor, 'account:read')),
    addDenial: denialAnywhere(ctx.actor, 'account:manage') ?? null,
  }
}

/** The rows of `ids`. The ends of the keys are for those who may change them. */
export async function readAccountRows({ db, actor }: Context, ids: string[]): Promise<AccountRow[]> {
  if (ids.length === 0) return []
  const publicKey = env().COUNTERSIGN_WORKER_PUBLIC_KEY
  const [rows, checks, ours, common] = await Promise.all([
    db
      .select({
        account: cloudAccount,
        // The web may read no more of it (lib/db/grants.sql).
        spend: { tail: spendKey.accessKeyTail, since: spendKey.since, sealedTo: spendKey.sealedTo },
      })
      .from(cloudAccount)
      .leftJoin(spendKey, eq(spendKey.accountId, cloudAccount.id))
      .where(inArray(cloudAccount.id, ids))
      .orderBy(sql`${cloudAccount.state} = 'retired'`, asc(cloudAccount.name), asc(cloudAccount.region)),
    readChecks(db, ids),
    publicKey ? workerKeyId(publicKey) : undefined,
    keysOfWorkers(db),
  ])
  return rows.map(({ account, spend }) => {
    const { id, name, site, region, projectId, endpointOverride, state, stateReason } = account
    const manageDenial = denial(actor, 'account:manage', { accountId: id }) ?? null
    const mayShow = manageDenial === null && state !== 'retired'
    const read = checks.get(`${id}/read`)
    return {
      id,
      name,
      site,
      region,
      projectId,
      endpointOverride,
      state,
      stateReason,
      manageDenial,
      checkDenial: denial(actor, 'account:check', { accountId: id }) ?? null,
      readKey: mayShow
        ? { tail: keyTail({ accessKey: account.readAccessKey }), since: account.readKeySince.toISOString() }
        : null,
      spendKey:
        mayShow && typeof spend?.tail === 'string'
          ? {
              tail: spend.tail,
              since: spend.since.toISOString(),
              isOutdated: common ? !common.has(spend.sealedTo) : ours !== undefined && spend.sealedTo !== ours,
            }
          : null,
      check: read ? { at: read.at, ...tally(read.lines) } : null,
    }
  })
}

/** What the last checks of the accounts told, by `<account>/<key>`. */
export async function readChecks(db: Context['db'], ids: string[]): Promise<Map<string, Checked>> {
  const rows = await db.select().from(accountCheck).where(inArray(accountCheck.accountId, ids))
  return new Map(
    rows.map(({ accountId, key, checkedAt, lines }) => [
      `${accountId}/${key}`,
      { at: checkedAt.toISOString(), lines: z.array(CheckLine).parse(lines) },
    ]),
  )
}
