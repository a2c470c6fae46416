import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { syncState } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'

/**
 * One of `accounts` for each customer, that whose orders were read last. Orders and bills are the customer's, whatever project they are
 * for, so each account of a customer mirrors all of them: to sum money over accounts would count it once for each project.
 */
export async function oneOfEachCustomer(db: Queryable, accounts: string[]): Promise<string[]> {
  if (accounts.length < 2) return accounts
  const found = await db
    .selectDistinctOn([cloudAccount.site, cloudAccount.domainId], { id: cloudAccount.id })
    .from(cloudAccount)
    .leftJoin(syncState, and(eq(syncState.accountId, cloudAccount.id), eq(syncState.kind, 'orders')))
    .where(inArray(cloudAccount.id, accounts))
    .orderBy(cloudAccount.site, cloudAccount.domainId, sql`${syncState.asOf} desc nulls last`, cloudAccount.id)
  return found.map(({ id }) => id)
}
