import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { audit, membership, person, session } from '#lib/db/schema.ts'
import type { Membership, PersonActor } from './permissions.ts'

/** A session ends this long after sign-in, whatever happens. */
export const sessionHoursMax = 12
/** … and after this long without a request. */
export const idleMinutesMax = 30

export type LiveSession = { actor: PersonActor; sessionIdHash: string; email: string }

export const hashSessionId = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex')

/** Opens a session for a person who has proved who they are. Returns its opaque id, which only the cookie keeps. */
export async function openSession(db: Database, personId: string, userAgent: string): Promise<string> {
  const sessionId = randomBytes(32).toString('base64url')
  await db.transaction(async (tx) => {
    await tx.insert(session).values({
      idHash: hashSessionId(sessionId),
      personId,
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${sessionHoursMax})`,
      userAgent: userAgent.slice(0, 400),
    })
    await tx.insert(audit).values({ actorKind: 'person', actorId: personId, event: 'session.open' })
  })
  return sessionId
}

const isLive = sql`${session.revokedAt} is null and ${person.disabledAt} is null
  and ${session.expiresAt} > clock_timestamp()
  and ${session.seenAt} > clock_timestamp() - make_interval(mins => ${idleMinutesMax})`

/** Who has the session `sessionId` now, with the roles they hold now; undefined when it ended or never was. */
export async function findSession(db: Database, sessionId: string): Promise<LiveSession | undefined> {
  const sessionIdHash = hashSessionId(sessionId)
  const rows = await db
    .select({
      personId: person.id,
      name: person.name,
      email: person.email,
      accountId: membership.accountId,
      role: membership.role,
      isDueForTouch: sql<boolean>`${session.seenAt} < clock_timestamp() - interval '1 minute'`,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(membership, eq(membership.personId, person.id))
    .where(and(eq(session.idHash, sessionIdHash), isLive))
  const [first] = rows
  if (!first) return undefined
  if (first.isDueForTouch) await touch(db, sessionIdHash)
  const memberships = rows.flatMap(({ accountId, role }): Membership[] =>
    accountId && role ? [{ accountId, role }] : [],
  )
  return {
    actor: { kind: 'person', personId: first.personId, name: first.name, memberships },
    sessionIdHash,
    email: first.email,
  }
}

/** Ends the session at once, for every process. Doing it twice is harmless. */
export async function endSession(db: Database, sessionIdHash: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ revokedAt: sql`clock_timestamp()` })
      .where(and(eq(session.idHash, sessionIdHash), isNull(session.revokedAt)))
      .returning({ personId: session.personId })
    if (ended) await tx.insert(audit).values({ actorKind: 'person', actorId: ended.personId, event: 'session.end' })
  })
}

/** At most one write a minute and session; two requests at once write it once. */
const touch = (db: Database, sessionIdHash: string) =>
  db
    .update(session)
    .set({ seenAt: sql`clock_timestamp()` })
    .where(and(eq(session.idHash, sessionIdHash), sql`${session.seenAt} < clock_timestamp() - interval '1 minute'`))
