import { sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'

/** Gathers what was counted since the last time into one row for each day and for each class, so that both stay quick to read. */
export async function settleTallies(db: Queryable): Promise<void> {
  await db.execute(sql`select settle_tallies()`)
  await db.execute(sql`select settle_classes()`)
}
