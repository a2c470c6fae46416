import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { personLink } from '#lib/db/people-schema.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import type { CompanyPerson } from './company-provider.ts'
import { isDemoEmail } from './demo-people.ts'
import { type Browser, confirmSession, endSession, findSession, hashSessionId, openSession } from './sessions.ts'

type Options = Browser & {
  earlierSessionId: string | undefined
  /** Whether somebody who is signed in was sent there to prove once more who they are. */
  isAgain: boolean
}

/**
 * Signs in the invited person whom the company's provider vouches for, and returns the id of the session: a new one, or, where
 * they only prove once more who they are, theirs under another id, so that pages that are open go on. The first
 * time they are found by the verified e-mail address, and known by the provider's own id from then on: an address that is
 * given to somebody else later opens nothing. Nobody is made here. The second factor is the provider's affair. Unless
 * the provider asked just now, it is no proof of who sits there: what spends or approves asks for one. Throws
 * `unauthenticated` for everybody else.
 */
export async function signInFromCompany(
  db: Database,
  { issuer, subject, email, isVerified, isFresh }: CompanyPerson,
  { earlierSessionId, isAgain, ...browser }: Options,
): Promise<string> {
  if (!isVerified || isDemoEmail(email)) throw unknown()
  const oidcSubject = `${issuer} ${subject}`
  const [found] = await db
    .update(person)
    .set({ oidcSubject, joinedAt: sql`coalesce(${person.joinedAt}, clock_timestamp())` })
    .where(
      and(
        isNull(person.disabledAt),
        or(
          eq(person.oidcSubject, oidcSubject),
          and(
            isNull(person.oidcSubject),
            eq(person.email, email),
            sql`not exists (select from person p where p.oidc_subject = ${oidcSubject})`,
          ),
        ),
      ),
    )
    .returning({ id: person.id })
  if (!found) throw unknown()
  // An invitation that was answered this way opens no second door.
  await db
    .update(personLink)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(eq(personLink.personId, found.id), isNull(personLink.usedAt), isNull(personLink.revokedAt)))
  if (earlierSessionId !== undefined) {
    const confirmed = isAgain ? await confirmOwn(db, earlierSessionId, found.id) : undefined
    if (confirmed !== undefined) return confirmed
    await endSession(db, hashSessionId(earlierSessionId))
  }
  return openSession(db, found.id, browser, { isProof: isFresh })
}

/** Goes on with a session of this very person that lacks nothing; undefined for any other. */
async function confirmOwn(db: Database, sessionId: string, personId: string): Promise<string | undefined> {
  const earlier = await findSession(db, sessionId)
  if (earlier?.actor.personId !== personId || earlier.needs !== null) return undefined
  return confirmSession(db, earlier.sessionIdHash)
}

const unknown = () => new AppError('unauthenticated', 'auth.companyUnknown')
