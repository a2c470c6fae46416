import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import * as mirror from './mirror-schema.ts'
import * as schema from './schema.ts'

/**
 * Opens a pool on `url`. `max` is connections; `app` is what Postgres shows as the application's name. Statements end
 * after 30 s. Close it with `$client.end()`.
 */
export function openDatabase(url: string, { max = 10, app = 'countersign' }: { max?: number; app?: string } = {}) {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: app,
    statement_timeout: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  // Without these listeners a lost connection ends the process: an idle one by the pool, one in use by itself. Whoever
  // uses it hears of the loss from the query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return drizzle({ client: pool, schema: { ...schema, ...mirror } })
}

export type Database = ReturnType<typeof openDatabase>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** A pool or the transaction one is in: what reads and guarded writes take. */
export type Queryable = Database | Transaction
