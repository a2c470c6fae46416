import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database, Queryable } from '#lib/db/client.ts'
import { audit, membership, person, session } from '#lib/db/schema.ts'
import type { Membership, PersonActor } from './permissions.ts'

/** A session ends this long after sign-in, whatever happens. */
export const sessionHoursMax = 12
/** … and after this long without anything its person did. */
export const idleMinutesMax = 30
/** So many browsers at once: one more, and the session that was used least recently ends. */
export const sessionsMax = 20
/** Approving, paying, settling, roles and keys ask who it is when the last proof is older. */
const confirmedMinutesMax = 10

/** What a session lacks until it may do anything: a proof of the second factor, or a second factor. */
export type SessionNeed = 'factor' | 'enrolment'

export type LiveSession = {
  actor: PersonActor
  sessionIdHash: string
  /** The same through all ids of one sign-in. */
  lineage: string
  email: string
  needs: SessionNeed | null
  /** Whether the person proved who they are a short while ago. */
  isConfirmed: boolean
}

export const hashSessionId = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex')

const newSessionId = (): string => randomBytes(32).toString('base64url')

/** Where a session is opened: what the browser says of itself, and the network address; empty when unknown. */
export type Browser = { userAgent: string; address: string }

type Opening = {
  /** What is missing until it may do anything. */
  needs?: SessionNeed | null
  /** Whether the person has proved just now who they are; a provider that remembers them has not asked. */
  isProof?: boolean
}

/**
 * Opens a session for a person who has given their password, or whom the company's provider knows. Returns its opaque
 * id, which only the cookie keeps.
 */
export async function openSession(
  db: Database,
  personId: string,
  { userAgent, address }: Browser,
  { needs = null, isProof = true }: Opening = {},
): Promise<string> {
  const sessionId = newSessionId()
  await db.transaction(async (tx) => {
    await tx.insert(session).values({
      idHash: hashSessionId(sessionId),
      personId,
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${sessionHoursMax})`,
      userAgent: userAgent.slice(0, 400),
      address,
      needs,
      confirmedAt: isProof ? sql`clock_timestamp()` : new Date(0),
    })
    await tx.insert(audit).values({ actorKind: 'person', actorId: personId, event: 'session.open' })
    if (needs === null) await endSurplus(tx, personId)
  })
  return sessionId
}

/** Lets a session do everything its person may, under a new id. The old id is dead at once; undefined when it was before. */
export async function completeSession(db: Queryable, sessionIdHash: string): Promise<string | undefined> {
  const completed = await renew(db, sessionIdHash, { needs: null })
  if (completed) await endSurplus(db, completed.personId)
  return completed?.sessionId
}

/**
 * Notes that the person of the session has just proved who they are; it goes on under a new id, and the old one is dead at
 * once. Undefined when it was before.
 */
export const confirmSession = async (db: Queryable, sessionIdHash: string): Promise<string | undefined> =>
  (await renew(db, sessionIdHash, {}))?.sessionId

async function renew(db: Queryable, sessionIdHash: string, change: { needs?: null }) {
  const sessionId = newSessionId()
  const [renewed] = await db
    .update(session)
    .set({
      ...change,
      idHash: hashSessionId(sessionId),
      challenge: null,
      confirmedAt: sql`clock_timestamp()`,
      seenAt: sql`clock_timestamp()`,
    })
    .where(and(eq(session.idHash, sessionIdHash), isNull(session.revokedAt)))
    .returning({ personId: session.personId })
  return renewed && { ...renewed, sessionId }
}

/** What is true of a row of `session`, joined with its `person`, that has not ended. */
export const isLive = sql`${session.revokedAt} is null and ${person.disabledAt} is null
  and ${session.expiresAt} > clock_timestamp()
  and ${session.seenAt} > clock_timestamp() - make_interval(mins => ${idleMinutesMax})`

/**
 * Who has the session `sessionId` now, with the roles they hold now; undefined when it ended or never was. Only what the
 * person does keeps it alive (`isActivity`): a page that reads in the background does not.
 */
export async function findSession(
  db: Database,
  sessionId: string,
  { isActivity = true }: { isActivity?: boolean } = {},
): Promise<LiveSession | undefined> {
  const sessionIdHash = hashSessionId(sessionId)
  // A role that is held twice, by oneself and of a group, is one.
  const rows = await db
    .selectDistinct({
      personId: person.id,
      name: person.name,
      email: person.email,
      accountId: membership.accountId,
      role: membership.role,
      lineage: session.lineage,
      needs: session.needs,
      isConfirmed: sql<boolean>`${session.confirmedAt} > clock_timestamp() - make_interval(mins => ${confirmedMinutesMax})`,
      isDueForTouch: sql<boolean>`${session.seenAt} < clock_timestamp() - interval '1 minute'`,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(membership, eq(membership.personId, person.id))
    .where(and(eq(session.idHash, sessionIdHash), isLive))
  const [first] = rows
  if (!first) return undefined
  if (isActivity && first.isDueForTouch) await touch(db, sessionIdHash)
  const memberships = rows.flatMap(({ accountId, role }): Membership[] =>
    accountId && role ? [{ accountId, role }] : [],
  )
  return {
    actor: { kind: 'person', personId: first.personId, name: first.name, memberships },
    sessionIdHash,
    lineage: first.lineage,
    email: first.email,
    needs: first.needs,
    isConfirmed: first.isConfirmed,
  }
}

/** Ends the session at once, for every process and open stream. Doing it twice is harmless. */
export async function endSession(db: Database, sessionIdHash: string): Promise<void> {
  await db.transaction((tx) => end(tx, sql`${session.idHash} = ${sessionIdHash}`))
}

/** Ends every session of a person but one, in the transaction that gives the reason. Returns how many there were. */
export const endSessionsOf = (tx: Queryable, personId: string, exceptIdHash = ''): Promise<number> =>
  end(tx, sql`${session.personId} = ${personId} and ${ne(session.idHash, exceptIdHash)}`)

/** Ends the sessions of a person that are one too many. Those that were only begun neither count nor end. */
const endSurplus = (tx: Queryable, personId: string): Promise<number> =>
  end(
    tx,
    sql`${session.idHash} in (
      select s.id_hash from session s
      where s.person_id = ${personId} and s.needs is null and s.revoked_at is null and s.expires_at > clock_timestamp()
        and s.seen_at > clock_timestamp() - make_interval(mins => ${idleMinutesMax})
      order by s.seen_at desc, s.created_at desc offset ${sessionsMax})`,
  )

async function end(tx: Queryable, which: ReturnType<typeof sql>): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(which, isNull(session.revokedAt), sql`${session.expiresAt} > clock_timestamp()`))
    .returning({ personId: session.personId })
  if (ended.length > 0)
    await tx
      .insert(audit)
      .values(ended.map(({ personId }) => ({ actorKind: 'person' as const, actorId: personId, event: 'session.end' })))
  return ended.length
}

/** At most one write a minute and session; two requests at once write it once. */
const touch = (db: Database, sessionIdHash: string) =>
  db
    .update(session)
    .set({ seenAt: sql`clock_timestamp()` })
    .where(and(eq(session.idHash, sessionIdHash), sql`${session.seenAt} < clock_timestamp() - interval '1 minute'`))
