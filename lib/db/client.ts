import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient } from 'pg'
import * as account from './account-schema.ts'
import * as desk from './desk-schema.ts'
import * as mirror from './mirror-schema.ts'
import * as schema from './schema.ts'

/** The roles that web and worker act in (grants.sql): neither may do the other's part. */
export const databaseRoles = { web: 'countersign_web', worker: 'countersign_worker' } as const
type Part = keyof typeof databaseRoles

/** The address at which a connection acts in the role of `part`, whoever signs in. */
export function actingAs(part: Part, url: string): string {
  const acting = new URL(url)
  acting.searchParams.set('options', `-c role=${databaseRoles[part]}`)
  return acting.href
}

/**
 * Opens a pool on `url`. `max` is connections; `app` is what Postgres shows as the application's name; `part` takes on
 * that part's role, else it is the login's own. Statements end after 30 s. Close it with `$client.end()`.
 */
export function openDatabase(
  url: string,
  { max = 10, app = 'countersign', part }: { max?: number; app?: string; part?: Part } = {},
) {
  const pool = new Pool({
    connectionString: part ? actingAs(part, url) : url,
    max,
    application_name: app,
    statement_timeout: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  // Without these listeners a lost connection ends the process: an idle one by the pool, one in use by itself. Whoever
  // uses it hears of the loss from the query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  takeBackDead(pool)
  return drizzle({ client: pool, schema: { ...schema, ...account, ...desk, ...mirror } })
}

/** Whoever still holds a connection so long after it ended has forgotten it. */
const forgottenAfterMs = 1_000

/**
 * Takes back connections that end while they are lent and are not returned: drizzle forgets one whose `begin` fails, and a
 * pool that has lost all of them so would answer nobody, though the database is back.
 */
function takeBackDead(pool: Pool): void {
  const lent = new Map<PoolClient, () => void>()
  pool.on('acquire', (client) => {
    const ended = (): void => {
      const wait = setTimeout(() => lent.get(client) === ended && client.release(true), forgottenAfterMs)
      wait.unref()
    }
    lent.set(client, ended)
    client.once('end', ended)
  })
  pool.on('release', (_error, client) => {
    const ended = lent.get(client)
    lent.delete(client)
    if (ended) client.off('end', ended)
  })
}

export type Database = ReturnType<typeof openDatabase>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** A pool or the transaction one is in: what reads and guarded writes take. */
export type Queryable = Database | Transaction
