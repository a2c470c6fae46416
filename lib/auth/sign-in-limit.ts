import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { signInAttempt } from '#lib/db/schema.ts'
import { AppError, withParams } from '#lib/errors.ts'

/** Of one name: an e-mail address, or a person whose second factor is asked. */
const failuresMax = 5
/** Of one network address, whatever the names: a whole office may sit behind one. */
const addressFailuresMax = 50
const windowMinutes = 15

/** Names are kept as this: what is typed into the field of the name may be a password. */
const digest = (name: string): string => createHash('sha256').update(name).digest('hex')

/**
 * Counts an attempt for the name `who` before its proof is looked at, one at a time, so that many at once gain nothing. Throws
 * `too_many` after five failures in 15 minutes, for names that exist and that do not alike, and after fifty from one
 * `address`, before anything costs work.
 */
export async function admitAttempt(db: Database, who: string, address = ''): Promise<void> {
  const name = digest(who)
  if (address !== '') await admitAddress(db, address)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 4012))`)
    const [recent] = await tx
      .select(failures)
      .from(signInAttempt)
      .where(
        sql`${signInAttempt.email} = ${name} and ${isRecentFailure}
          and ${signInAttempt.at} > coalesce((
            select max(a.at) from sign_in_attempt a where a.email = ${name} and a.succeeded), '-infinity')`,
      )
    if (recent && recent.count >= failuresMax) throw tooMany('auth.tooManyAttempts', recent.waitMinutes)
    // A failure until the proof was right.
    await tx.insert(signInAttempt).values({ email: name, succeeded: false, address, at: sql`clock_timestamp()` })
  })
}

async function admitAddress(db: Database, address: string): Promise<void> {
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
    sql`${signInAttempt.at} < clock_timestamp() - interval '1 day' or (${signInAttempt.email} = ${name}
      and not ${signInAttempt.succeeded} and ${signInAttempt.at} = (
        select max(a.at) from sign_in_attempt a where a.email = ${name} and not a.succeeded))`,
  )
}
