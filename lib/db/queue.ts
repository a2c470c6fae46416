import { sql } from 'drizzle-orm'
import { PgBoss, fromDrizzle } from 'pg-boss'
import type { Transaction } from './client.ts'

export const queueSchema = 'pgboss'

/** Messages that say "look at request X" and nothing else: handling one twice, late or never is harmless. */
export const lookQueue = 'look'

/** Wakes a worker for `requestId` when the transaction commits. */
export async function wake(tx: Transaction, requestId: string): Promise<void> {
  await new PgBoss({ db: fromDrizzle(tx, sql), schema: queueSchema }).send(lookQueue, { requestId })
}
