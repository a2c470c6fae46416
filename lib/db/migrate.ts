import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { databaseUrl } from '../env.ts'
import { requireMinimumVersions } from '../minimum-versions.ts'
import { transitionRows } from '../requests/machine.ts'
import { startUpon, startWith } from '../start-with.ts'
import { databaseRoles } from './client.ts'
import { lookQueue, queueSchema } from './queue.ts'
import { startComplaint } from './start-complaint.ts'

const folder = join(import.meta.dirname, 'migrations')

/**
 * Brings the database at `url` to the newest schema and writes the table of allowed request moves. Safe to run from
 * several processes at once. Returns the names of the files it applied. Throws when Postgres refuses a statement.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url, application_name: 'countersign-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(4011)')
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default clock_timestamp())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const applied = new Set(rows.map((row) => row.name))
    const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).toSorted()
    for (const name of pending) await apply(client, name)
    await writeTransitions(client)
    await installQueue(url)
    await grant(client)
    return pending
  } finally {
    await client.end()
  }
}

async function apply(client: Client, name: string): Promise<void> {
  const sql = await readFile(join(folder, name), 'utf8')
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}

/** The queue only wakes: a lost message is found by the sweep, so nothing is retried or kept for long. */
async function installQueue(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: queueSchema, supervise: false, schedule: false, max: 1 })
  await boss.start()
  try {
    if (!(await boss.getQueue(lookQueue)))
      await boss.createQueue(lookQueue, {
        notify: true,
        retryLimit: 0,
        expireInSeconds: 180,
        deleteAfterSeconds: 60,
        retentionSeconds: 3600,
      })
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Gives the two roles their rights. Roles are of the whole server: another database may make them at the same moment. An
 * owner who may not make roles finds them made, and need not be a member of them.
 */
async function grant(client: Client): Promise<void> {
  for (const role of Object.values(databaseRoles))
    await client.query(
      `do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
        if not (select rolsuper from pg_roles where rolname = current_user) then
          execute format('grant ${role} to %I', current_user);
        end if;
      exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$`,
    )
  await client.query(`begin; ${await readFile(join(import.meta.dirname, 'grants.sql'), 'utf8')} commit`)
}

async function writeTransitions(client: Client): Promise<void> {
  const rows = transitionRows()
  await client.query('begin')
  await client.query('delete from request_transition')
  await client.query(
    `insert into request_transition (was, event, became, by_person)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[])`,
    [
      rows.map((row) => row.was),
      rows.map((row) => row.event),
      rows.map((row) => row.became),
      rows.map((row) => row.byPerson),
    ],
  )
  await client.query('commit')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  startWith(requireMinimumVersions)
  const applied = await startUpon(() => migrate(startWith(databaseUrl)), startComplaint)
  process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`)
}
