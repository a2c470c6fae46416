import { eq, sql } from 'drizzle-orm'
import { EndpointError, endpointFor } from '../cloud/endpoints.ts'
import { type Context, requirePermission } from '../context.ts'
import { spendKey } from '../db/account-schema.ts'
import { endpointOverrides } from '../env.ts'
import { AppError } from '../errors.ts'
import type { CloudService } from '../operations/kit.ts'
import { operationList } from '../operations/registry.ts'
import { readAccountRows, readChecks } from './list.ts'
import type { AccountId } from './new-account.ts'
import { operationVerdict } from './operation-verdict.ts'
import { billingCurrencies, readAccountBudgets } from './read-budgets.ts'
import type { AccountDetail, AccountRow } from './queries.ts'

/** One account with what its last checks told, and which operations it can do. Throws `forbidden` and `not_found`. */
export async function showAccount(ctx: Context, { accountId }: AccountId): Promise<AccountDetail> {
  requirePermission(ctx, 'account:read', { accountId })
  const [[row], checks, worked, [spend], budgets, currencies] = await Promise.all([
    readAccountRows(ctx, [accountId]),
    readChecks(ctx.db, [accountId]),
    readWorked(ctx, accountId),
    ctx.db.select({ id: spendKey.accountId }).from(spendKey).where(eq(spendKey.accountId, accountId)),
    readAccountBudgets(ctx.db, accountId),
    billingCurrencies(ctx.db, accountId),
  ])
  if (!row) throw new AppError('not_found', 'errors.accountNotFound')
  const read = checks.get(`${accountId}/read`) ?? null
  return {
    ...row,
    budgets,
    currencies,
    checks: { read, spend: checks.get(`${accountId}/spend`) ?? null },
    operations: operationList.map((operation) =>
      operationVerdict(operation, {
        isOffered: isOffered(row, operation.service),
        lines: read?.lines ?? [],
        hasSpendKey: spend !== undefined,
        workedAt: worked.get(operation.key) ?? null,
      }),
    ),
  }
}

function isOffered(row: AccountRow, service: CloudService): boolean {
  try {
    endpointFor(row, service, row.endpointOverride ?? undefined, endpointOverrides())
    return true
  } catch (error) {
    if (error instanceof EndpointError) return false
    throw error
  }
}

/** When the cloud last took a call of each operation, signed with the spending key of now. */
async function readWorked({ db }: Context, accountId: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ operation: string; at: string }>(sql`
    select r.operation, to_json(max(a.answered_at)) #>> '{}' as at
    from attempt a join request r on r.id = a.request_id join spend_key k on k.account_id = a.account_id
    where a.account_id = ${accountId} and a.state = 'accepted' and a.signed_at > k.since and a.answered_at is not null
    group by r.operation`)
  return new Map(rows.map(({ operation, at }) => [operation, new Date(at).toISOString()]))
}
