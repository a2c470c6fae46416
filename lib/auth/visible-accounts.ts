import { asc, inArray } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { cloudAccount } from '../db/schema.ts'
import { accountsWith } from './permissions.ts'

/** Name, region and state of every account the person has a role on, by name. */
export async function listAccounts({ db, actor }: Pick<Context, 'db' | 'actor'>) {
  const readable = accountsWith(actor, 'account:read')
  if (readable.length === 0) return []
  return await db
    .select({ id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region, state: cloudAccount.state })
    .from(cloudAccount)
    .where(inArray(cloudAccount.id, readable))
    .orderBy(asc(cloudAccount.name), asc(cloudAccount.region))
}
