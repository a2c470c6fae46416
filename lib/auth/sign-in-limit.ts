import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database, Queryable } from '#lib/db/client.ts'
import { signInAttempt } from '#lib/db/schema.ts'
import { AppError, withParams } from '#lib/errors.ts'
import { inTurn } from './in-turn.ts'
import { networkOf } from './network-of.ts'

/** Of one name: an e-mail address, or a person whose second factor is asked. */
const failuresMax = 5
/** Of one network address, whatever the names: a whole office may sit behind one. Of IPv6, of one network of 64 bits. */
const addressFailuresMax = 50
const windowMinutes = 15

/** Names are kept as this: what is typed into the field of the name may be a password. */
const digest = (name: string): string => createHash('sha256').update(name).digest('hex')

/**
 * Counts an attempt for the name `who` before its proof is looked at, one at a time, so that many at once gain nothing. Throws
 * `too_many` after five failures in 15 minutes, for names that exist and that do not alike, and after fifty from the
 * network of the address `from`, before anything costs work.
 */
export const admitAttempt = (db: Database, who: string, from = ''): Promise<void> =>
  turn(async () => {
    const [name, address] = [digest(who), networkOf(from)]
    // Most of a flood ends here, without a lock to wait for.
    await refuse(db, name, address)
    await db.transaction(async (tx) => {
      // Always in this order: two that wait for each other would wait for ever.
      if (address !== '') await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${address}, 4013))`)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 4012))`)
      await refuse(tx, name, address)
      // A failure until the proof was right.
      await tx.insert(signInAttempt).values({ email: name, succeeded: false, address, at: sql`clock_timestamp()` })
    })
  })

/** The other connections of the process are for the pages of those who are signed in. */
const turn = inTurn(2)

async function refuse(db: Queryable, name: string, address: string): Promise<void> {
  if (address !== '') await refuseAddress(db, address)
  await refuseName(db, name)
}

async function refuseName(db: Queryable, name: string): Promise<void> {
  const [recent] = await db
    .select(failures)
    .from(signInAttempt)
    .where(
      sql`${signInAttempt.email} = ${name} and ${isRecentFailure}
        and ${signInAttempt.at} > coalesce((
          select max(a.at) from sign_in_attempt a where a.email = ${name} and a.succeeded), '-infinity')`,
    )
  if (recent && recent.count >= failuresMax) throw tooMany('auth.tooManyAttempts', recent.waitMinutes)
}

async function refuseAddress(db: Queryable, address: string): Promise<void> {
  const [recent] = await db
    .select(failures)
    .from(signInAttempt)
    .where(sql`${signInAttempt.address} = ${address} and ${signInAttempt.address} <> '' and ${isRecentFailure}`)
  if (recent && recent.count >= addressFailuresMax) throw tooMany('auth.tooManyFromAddress', recent.waitMinutes)
}

const isRecentFailure = sql`not ${signInAttempt.succeeded}
  and ${signInAttempt.at} > clock_timestamp() - make_interval(mins => ${windowMinutes})`

const failures = {
  count: sql<number>`count(*)::int`,
  waitMinutes: sql<number>`ceil(extract(epoch from
    min(${signInAttempt.at}) + make_interval(mins => ${windowMinutes}) - clock_timestamp()) / 60)::int`,
}

const tooMany = (key: string, minutes: number) =>
  new AppError('too_many', withParams(key, { minutes: Math.max(1, minutes) }))

/** Forgets the failures of the name `who`, and what is too old to matter to anybody. The attempt that was right is no failure. */
export async function recordSuccess(db: Database, who: string): Promise<void> {
  const name = digest(who)
  await db.insert(signInAttempt).values({ email: name, succeeded: true, at: sql`clock_timestamp()` })
  await db.delete(signInAttempt).where(
    sql`${signInAttempt.email} = ${name} and not ${signInAttempt.succeeded} and ${signInAttempt.at} = (
      select max(a.at) from sign_in_attempt a where a.email = ${name} and not a.succeeded)`,
  )
  await db.delete(signInAttempt).where(sql`${signInAttempt.at} < clock_timestamp() - interval '1 day'`)
}
