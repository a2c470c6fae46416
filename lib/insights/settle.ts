import { sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'

/** Gathers what was counted since the last time into one row for each day, so that pictures stay quick to read. */
export async function settleTallies(db: Queryable): Promise<void> {
  await db.execute(sql`select settle_tallies()`)
}
