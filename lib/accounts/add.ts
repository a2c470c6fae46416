import { randomUUID } from 'node:crypto'
import { and, eq, ne, sql } from 'drizzle-orm'
import { sealReadKey, sealSpendKey } from '../auth/accounts.ts'
import { sealingKey } from '../auth/sealing-key.ts'
import { regionsOfSite } from '../cloud/endpoints.ts'
import { type Context, requireAnywhere } from '../context.ts'
import { spendKey } from '../db/account-schema.ts'
import { cloudAccount, membership } from '../db/schema.ts'
import { endpointOverrides, env } from '../env.ts'
import { AppError, type FieldErrors } from '../errors.ts'
import { record } from '../requests/store.ts'
import { keepCheck } from './keep-check.ts'
import { keyTail } from './key-tail.ts'
import type { AddAccount } from './new-account.ts'
import type { Place } from './place.ts'
import { proveKey } from './prove-key.ts'
import { checkSpendKey } from './check-spend-key.ts'

/**
 * Adds a cloud account with both its keys, of which the adder becomes the owner, and returns its id. Both keys are tried
 * with signed reads first; nothing is kept where one is refused. Throws `forbidden`, `invalid` with fields, `conflict` when
 * the project is there already, and what `sealingKey` throws.
 */
export async function addAccount(ctx: Context, input: AddAccount): Promise<{ accountId: string }> {
  requireAnywhere(ctx, 'account:manage')
  const wrong = wrongPlace(input)
  if (wrong) throw new AppError('invalid', 'errors.invalid', { fields: wrong })
  await refuseTwice(ctx, input)
  const workerPublicJwk = await sealingKey(ctx.db)
  const { name, site, region, projectId, read, spend } = input
  const endpointOverride = input.endpointOverride ?? null
  const asked: Place = { site, region, projectId, endpointOverride }
  // One after the other: the first tells whose account it is, and both must be of one.
  const { domainId } = await proveKey(ctx.db, asked, read, fieldsOf('read'))
  const place = { ...asked, domainId }
  await proveKey(ctx.db, place, spend, fieldsOf('spend'))
  const lines = await checkSpendKey(ctx.db, place, spend)

  const accountId = randomUUID()
  const sealedRead = sealReadKey(read, accountId, env().COUNTERSIGN_DATA_KEY)
  const sealedSpend = await sealSpendKey(spend, accountId, workerPublicJwk)
  await ctx.db.transaction(async (tx) => {
    // One at a time, so that the same project is not added twice.
    await tx.execute(sql`select pg_advisory_xact_lock(4023, hashtext(${`${region}|${projectId}`}))`)
    await refuseTwice({ db: tx }, input)
    await tx.insert(cloudAccount).values({ ...sealedRead, id: accountId, ...place, name })
    await tx.insert(spendKey).values({ ...sealedSpend, accountId })
    await tx.insert(membership).values({ personId: ctx.actor.personId, accountId, role: 'owner' })
    await keepCheck(tx, { accountId, key: 'spend', lines })
    await record(tx, {
      event: 'account.add',
      by: { kind: 'person', id: ctx.actor.personId },
      accountId,
      detail: { name, site, region, projectId, endpointOverride, readKey: keyTail(read), spendKey: keyTail(spend) },
    })
  })
  return { accountId }
}

const fieldsOf = (which: 'read' | 'spend') => ({
  accessKey: `${which}.accessKey`,
  secretKey: `${which}.secretKey`,
  projectId: 'projectId',
  region: 'region',
})

/** What can be told without asking anybody. */
function wrongPlace({ site, region, endpointOverride, read, spend }: AddAccount): FieldErrors | undefined {
  if (!regionsOfSite(site).includes(region)) return { region: 'errors.regionNotOfSite' }
  if (endpointOverride !== undefined && !endpointOverrides().includes(endpointOverride))
    return { endpointOverride: 'errors.endpointNotAllowed' }
  if (read.accessKey === spend.accessKey) return { 'spend.accessKey': 'errors.sameKeyTwice' }
  return undefined
}

async function refuseTwice({ db }: { db: Pick<Context['db'], 'select'> }, { name, region, projectId }: AddAccount) {
  const [there] = await db
    .select({ state: cloudAccount.state })
    .from(cloudAccount)
    .where(and(eq(cloudAccount.region, region), eq(cloudAccount.projectId, projectId)))
  if (there) {
    const message = there.state === 'retired' ? 'errors.projectRetired' : 'errors.projectThere'
    throw new AppError('conflict', message, { fields: { projectId: message } })
  }
  const [namesake] = await db
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(and(eq(cloudAccount.name, name), eq(cloudAccount.region, region), ne(cloudAccount.state, 'retired')))
  if (namesake)
    throw new AppError('conflict', 'errors.accountNameTaken', { fields: { name: 'errors.accountNameTaken' } })
}
