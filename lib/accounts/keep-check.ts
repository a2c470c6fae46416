import { sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { accountCheck } from '../db/account-schema.ts'
import type { CheckLine } from './check-line.ts'

/** Keeps what a check told of one key of an account, in place of the one before. */
export async function keepCheck(
  db: Queryable,
  row: { accountId: string; key: 'read' | 'spend'; lines: CheckLine[] },
): Promise<void> {
  const now = { lines: row.lines, checkedAt: sql`clock_timestamp()` }
  await db
    .insert(accountCheck)
    .values({ ...row, ...now })
    .onConflictDoUpdate({ target: [accountCheck.accountId, accountCheck.key], set: now })
}
