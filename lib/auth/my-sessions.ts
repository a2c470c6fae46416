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

/** How many seconds this session lives on when its person does nothing more. Asking is no activity. */
export async function readIdle({ db, session: { sessionIdHash } }: SessionContext): Promise<{ secondsLeft: number }> {
  const [row] = await db
    .select({
      secondsLeft: sql<number>`ceil(extract(epoch from least(
        ${session.seenAt} + make_interval(mins => ${idleMinutesMax}), ${session.expiresAt}) - clock_timestamp()))::int`,
    })
    .from(session)
    .where(eq(session.idHash, sessionIdHash))
  return { secondsLeft: row?.secondsLeft ?? 0 }
}

/** Keeps the session alive: its person has done something. */
export async function stay(ctx: SessionContext): Promise<{ secondsLeft: number }> {
  await ctx.db
    .update(session)
    .set({ seenAt: sql`clock_timestamp()` })
    .where(eq(session.idHash, ctx.session.sessionIdHash))
  return readIdle(ctx)
}

/** What a page asks about its session: how long it lives, and how its person could prove once more who they are. */
export async function readSession(ctx: SessionContext) {
  const [idle, proof] = await Promise.all([readIdle(ctx), waysToProve(ctx)])
  return { ...idle, proof }
}

export type SessionFacts = Awaited<ReturnType<typeof readSession>>
