import { sql } from 'drizzle-orm'
import type { Clock } from '#lib/clock.ts'
import { type Database, databaseRoles, openDatabase } from '#lib/db/client.ts'

/**
 * The one clock of a simulation: it stands still until the schedule moves it, for this process and for the database alike.
 * The database's own clock is neither changed nor asked for anew in the product: its connections merely find another
 * `clock_timestamp()` first, one that reads a counter of milliseconds.
 */
export class VirtualTime implements Clock {
  readonly #db: Database
  #ms: number

  private constructor(db: Database, ms: number) {
    this.#db = db
    this.#ms = ms
  }

  /** Gives the database behind `db` a clock that reads `start`. Only connections opened by `openInside` see it. */
  static async install(db: Database, start: Date): Promise<VirtualTime> {
    await db.execute(sql`
      create schema simulated;
      create sequence simulated.milliseconds minvalue 0 start 0;
      create function simulated.clock_timestamp() returns timestamptz language sql volatile as
        'select to_timestamp(last_value / 1000.0) from simulated.milliseconds';
      grant usage on schema simulated to public;
      grant select on sequence simulated.milliseconds to public;
      -- A default was bound to the real clock when its table was made.
      do $$ declare bound record; begin
        for bound in
          select d.adrelid::regclass as tbl, a.attname as col
          from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
          join pg_class c on c.oid = d.adrelid
          where c.relnamespace = 'public'::regnamespace and pg_get_expr(d.adbin, d.adrelid) = 'clock_timestamp()'
        loop
          execute format('alter table %s alter column %I set default simulated.clock_timestamp()', bound.tbl, bound.col);
        end loop;
        -- So is what stands guard, which looks for nothing outside its schema (lib/db/grants.sql).
        for bound in
          select p.oid::regprocedure as guard from pg_proc p
          where p.pronamespace = 'public'::regnamespace and p.proconfig::text like '%search_path%'
        loop
          execute format('alter function %s set search_path = simulated, public, pg_catalog, pg_temp', bound.guard);
        end loop;
      end $$;`)
    const time = new VirtualTime(db, start.getTime())
    await time.advance(0)
    return time
  }

  get ms(): number {
    return this.#ms
  }

  now(): Date {
    return new Date(this.#ms)
  }

  async advance(ms: number): Promise<void> {
    this.#ms += ms
    await this.#db.execute(sql`select setval('simulated.milliseconds', ${this.#ms}::bigint)`)
  }
}

/** Connections to `url` on which the time is virtual; `part` acts in that part's role. */
export function openInside(url: string, part?: keyof typeof databaseRoles): Database {
  const inside = new URL(url)
  const path = '-c search_path=simulated,public,pg_catalog'
  inside.searchParams.set('options', part ? `${path} -c role=${databaseRoles[part]}` : path)
  return openDatabase(inside.href, { app: 'countersign-simulation', max: 2 })
}
