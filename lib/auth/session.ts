import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { systemClock } from '#lib/clock.ts'
import type { Context, SessionContext } from '#lib/context.ts'
import { webDatabase } from '#lib/db/web.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { isDemoEmail } from './demo-people.ts'
import { safeNextPath } from './next-path.ts'
import { isPageTokenOf, pageTokenOf } from './page-token.ts'
import { requestPathHeader } from './request-path.ts'
import { readSessionId } from './session-cookie.ts'
import { findSession, type LiveSession } from './sessions.ts'

/** Whoever has begun to sign in, also where a second factor is still missing; asked of the database once per page. */
export const begunSession = cache(
  async (isActivity: boolean): Promise<LiveSession | undefined> => await readSession(isActivity),
)

async function readSession(isActivity: boolean): Promise<LiveSession | undefined> {
  const sessionId = await readSessionId()
  if (sessionId === undefined) return undefined
  const found = await findSession(webDatabase(), sessionId, { isActivity })
  // A session of the demo does not outlive demo mode.
  return found && (env().COUNTERSIGN_DEMO === '1' || !isDemoEmail(found.email)) ? found : undefined
}

/** Who is signed in: has proved everything that is asked of them. Reads in the background are no activity. */
export async function currentSession({ isActivity = true } = {}): Promise<LiveSession | undefined> {
  const session = await begunSession(isActivity)
  return session?.needs === null ? session : undefined
}

/** What an action gives to its verb. Throws `unauthenticated` when nobody is signed in. */
export async function currentContext(traceId: string): Promise<SessionContext> {
  return contextOf(await begunSession(true), traceId)
}

/** What a route gives to its verb: as `currentContext`, but a read in the background keeps no session alive. */
export async function readingContext(traceId: string): Promise<SessionContext> {
  return contextOf(await begunSession(false), traceId)
}

/** What an action of the sign-in gives to its verb, which asks what is still missing. */
export async function begunContext(traceId: string): Promise<SessionContext> {
  return contextOf(await begunSession(true), traceId, { isBegunEnough: true })
}

/** What an action or route gives to its verb that anybody may call. */
export const anybodysContext = (traceId: string = crypto.randomUUID()): Omit<Context, 'actor'> => ({
  db: webDatabase(),
  clock: systemClock,
  traceId,
})

function contextOf(
  session: LiveSession | undefined,
  traceId: string,
  { isBegunEnough = false }: { isBegunEnough?: boolean } = {},
): SessionContext {
  if (!session || (session.needs !== null && !isBegunEnough))
    throw new AppError('unauthenticated', 'errors.signInFirst')
  return { db: webDatabase(), clock: systemClock, actor: session.actor, session, traceId }
}

/** What a money action gives to its verb. Throws `other_session` when the page that calls it was made for another session. */
export async function boundContext(traceId: string, token: unknown): Promise<SessionContext> {
  const ctx = await currentContext(traceId)
  if (!isPageTokenOf(token, ctx.session, env().NEXTAUTH_SECRET))
    throw new AppError('other_session', 'errors.otherSession')
  return ctx
}

/** Makes of a money action what a page hands to the browser: one that carries the token of the page's session. */
export type Bind = <T>(act: (token: unknown, raw: unknown) => Promise<T>) => (raw: unknown) => Promise<T>

/** The session of a page, and what binds money actions to it; without one, leads to sign-in and back here afterwards. */
export async function requirePage(): Promise<LiveSession & { ctx: SessionContext; bind: Bind }> {
  const session = await currentSession()
  if (session) {
    const token = pageTokenOf(session, env().NEXTAUTH_SECRET)
    return { ...session, ctx: contextOf(session, crypto.randomUUID()), bind: (act) => act.bind(null, token) }
  }
  const here = safeNextPath((await headers()).get(requestPathHeader))
  redirect(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
}
