import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { SessionContext } from '#lib/context.ts'
import { person, session } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { waysToProve } from './factors.ts'
import { endSession, endSessionsOf, idleMinutesMax, isLive } from './sessions.ts'

/** One's own sessions that have not ended, this one first. The id is a digest: nobody signs in with it. */
export async function listSessions({ db, actor, session: { sessionIdHash } }: SessionContext) {
  const isCurrent = sql<boolean>`${session.idHash} = ${sessionIdHash}`
  return await db
    .select({
      id: session.idHash,
      isCurrent,
      createdAt: session.createdAt,
      seenAt: session.seenAt,
      userAgent: session.userAgent,
      address: session.address,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(and(eq(session.personId, actor.personId), isNull(session.needs), isLive))
    .orderBy(desc(isCurrent), desc(session.seenAt))
}

export const RevokeSession = z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/) })
export type RevokeSession = z.output<typeof RevokeSession>

/** Ends one of one's own sessions at once, for every process and open stream. Throws `not_found` for another's. */
export async function revokeSession({ db, actor }: SessionContext, { id }: RevokeSession) {
  const [own] = await db
    .select({ id: session.idHash })
    .from(session)
    .where(and(eq(session.idHash, id), eq(session.personId, actor.personId)))
  if (!own) throw new AppError('not_found', 'errors.sessionNotFound')
  await endSession(db, id)
  return { id }
}

/** Ends all of one's own sessions but this one. Returns how many there were. */
export const revokeOtherSessions = async ({ db, actor, session: { sessionIdHash } }: SessionContext) =>
  db.transaction(async (tx) => ({ count: await endSessionsOf(tx, actor.personId, sessionIdHash) }))

/** How long a session lives on; `isFinal` when nothing that its person does would make it longer. */
export type SessionEnd = { secondsLeft: number; isFinal: boolean }

/** How long this session lives on when its person does nothing more. Asking is no activity. */
export async function readIdle({ db, session: { sessionIdHash } }: SessionContext): Promise<SessionEnd> {
  const idleEnd = sql`${session.seenAt} + make_interval(mins => ${idleMinutesMax})`
  const [row] = await db
    .select({
      secondsLeft: sql<number>`ceil(extract(epoch from least(
        ${idleEnd}, ${session.expiresAt}) - clock_timestamp()))::int`,
      isFinal: sql<boolean>`${session.expiresAt} <= ${idleEnd}`,
    })
    .from(session)
    .where(eq(session.idHash, sessionIdHash))
  return row ?? { secondsLeft: 0, isFinal: true }
}

/** Keeps the session alive: its person has done something. */
export async function stay(ctx: SessionContext): Promise<SessionEnd> {
  await ctx.db
    .update(session)
    .set({ seenAt: sql`clock_timestamp()` })
    .where(eq(session.idHash, ctx.session.sessionIdHash))
  return readIdle(ctx)
}

/** What a page asks about its session: how long it lives, how its person could prove once more who they are, and whether they just did. */
export async function readSession(ctx: SessionContext) {
  const [idle, proof] = await Promise.all([readIdle(ctx), waysToProve(ctx)])
  return { ...idle, proof, isProven: ctx.session.isConfirmed }
}

export type SessionFacts = Awaited<ReturnType<typeof readSession>>
