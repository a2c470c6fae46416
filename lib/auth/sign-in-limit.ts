import { sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { signInAttempt } from '#lib/db/schema.ts'
import { AppError, withParams } from '#lib/errors.ts'

const failuresMax = 5
const windowMinutes = 15

/**
 * Counts an attempt for `email` before its password is looked at, one at a time, so that many at once gain nothing.
 * Throws `too_many` after five failures in 15 minutes, for addresses that exist and that do not alike.
 */
export async function admitSignIn(db: Database, email: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 4012))`)
    const [recent] = await tx
      .select({
        failures: sql<number>`count(*)::int`,
        waitMinutes: sql<number>`ceil(extract(epoch from
          min(${signInAttempt.at}) + make_interval(mins => ${windowMinutes}) - clock_timestamp()) / 60)::int`,
      })
      .from(signInAttempt)
      .where(
        sql`${signInAttempt.email} = ${email} and not ${signInAttempt.succeeded}
          and ${signInAttempt.at} > clock_timestamp() - make_interval(mins => ${windowMinutes})
          and ${signInAttempt.at} > coalesce((
            select max(a.at) from sign_in_attempt a where a.email = ${email} and a.succeeded), '-infinity')`,
      )
    if (recent && recent.failures >= failuresMax)
      throw new AppError('too_many', withParams('auth.tooManyAttempts', { minutes: Math.max(1, recent.waitMinutes) }))
    // A failure until the password has proved right.
    await tx.insert(signInAttempt).values({ email, succeeded: false, at: sql`clock_timestamp()` })
  })
}

/** Forgets the failures of `email`, and what is too old to matter to anybody. */
export async function recordSuccess(db: Database, email: string): Promise<void> {
  await db.insert(signInAttempt).values({ email, succeeded: true, at: sql`clock_timestamp()` })
  await db.delete(signInAttempt).where(sql`${signInAttempt.at} < clock_timestamp() - interval '1 day'`)
}
