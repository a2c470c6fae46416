import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { databaseIdentity, purchaseSwitch } from '../db/schema.ts'
import { inMs, record } from '../requests/store.ts'
import { type WorkerDeps, mover } from './deps.ts'
import type { Tide } from './tide-mark.ts'

/**
 * Why nothing may be bought or paid now, as a message key; undefined when it may. Notices a database that was promoted or
 * restored, and freezes purchases for as long as a lost one could still turn up: it may have forgotten what was sent.
 */
export async function stopReason(deps: WorkerDeps): Promise<string | undefined> {
  await noteIdentity(deps)
  const [stop] = await deps.db.select().from(purchaseSwitch)
  if (!stop?.stoppedAt) return undefined
  return stop.thawAt === null ? 'reasons.purchasesStopped' : 'reasons.purchasesFrozen'
}

const Identity = z.object({
  system: z.string(),
  timeline: z.number(),
  database: z.coerce.number(),
  position: z.string(),
  known: z.boolean(),
  first: z.boolean(),
})

/** How far this database's log had come when it was last asked; a shorter one is an older copy. */
const furthest = new WeakMap<WorkerDeps['db'], string>()

/** What workers before this one saw of the very same database on this host; undefined where that was another. */
async function seenBefore({ tideMark }: WorkerDeps, is: Tide): Promise<string | undefined> {
  const was = await tideMark?.read()
  const isSame = was?.system === is.system && was.timeline === is.timeline && was.database === is.database
  return isSame ? was.position : undefined
}

/** Compares the database with the one that was noted, and freezes purchases when it is another. */
export async function noteIdentity(deps: WorkerDeps): Promise<void> {
  // Asked before the query: a later answer of the same database is never behind it.
  const remembered = furthest.get(deps.db)
  const { rows } = await deps.db.execute(sql`
    select (select system_identifier::text from pg_control_system()) as system,
      database_timeline() as timeline,
      (select oid::bigint from pg_database where datname = current_database()) as database,
      pg_current_wal_lsn()::text as position,
      database_is_known() as known,
      not exists (select from database_identity) as first`)
  const is = Identity.parse(rows[0])
  const before = remembered ?? (await seenBefore(deps, is))
  furthest.set(deps.db, is.position)
  const isShorter = before !== undefined && positionOf(is.position) < positionOf(before)
  if (!is.known || is.first || isShorter)
    await noteAnother(deps, is, { isShorter, before }).catch((thrown: unknown) => {
      // What could not be noted is noticed again.
      if (before !== undefined) furthest.set(deps.db, before)
      throw thrown
    })
  const { system, timeline, database, position } = is
  if (position !== remembered) await deps.tideMark?.keep({ system, timeline, database, position })
}

async function noteAnother(
  deps: WorkerDeps,
  is: z.output<typeof Identity>,
  { isShorter, before }: { isShorter: boolean; before: string | undefined },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    // Another worker may have noted it meanwhile: one freeze is enough.
    await tx.select().from(purchaseSwitch).for('update')
    const { rows: now } = await tx.execute(sql`select database_is_known() as known`)
    const isKnown = now[0]?.['known'] === true
    await tx.execute(sql`
      insert into database_identity (system_identifier, timeline, database_oid)
      values (${is.system}, ${is.timeline}, ${is.database})
      on conflict (only_row) do update set system_identifier = excluded.system_identifier, timeline = excluded.timeline,
        database_oid = excluded.database_oid, noted_at = clock_timestamp()`)
    if (isKnown && !isShorter) return
    await tx.update(databaseIdentity).set({ replacedAt: sql`clock_timestamp()` })
    const frozen = {
      stoppedAt: sql`coalesce(${purchaseSwitch.stoppedAt}, clock_timestamp())`,
      frozenAt: sql`clock_timestamp()`,
      thawAt: inMs(deps.horizons.absentAfterMs),
    }
    await tx.update(purchaseSwitch).set(frozen)
    await record(tx, {
      event: 'purchases.freeze',
      by: mover(deps),
      detail: { system: is.system, timeline: is.timeline, position: is.position, was: before ?? null },
    })
  })
}

/** A position in the log as a number to compare: `16/B374D848` is two halves in hexadecimal. */
function positionOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}
