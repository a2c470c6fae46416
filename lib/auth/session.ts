import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { systemClock } from '#lib/clock.ts'
import type { Context } from '#lib/context.ts'
import { webDatabase } from '#lib/db/web.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { isDemoEmail } from './demo-people.ts'
import { safeNextPath } from './next-path.ts'
import { requestPathHeader } from './request-path.ts'
import { readSessionId } from './session-cookie.ts'
import { findSession, type LiveSession } from './sessions.ts'

/** Who is signed in, asked of the database once per page. */
export const currentSession = cache(async (): Promise<LiveSession | undefined> => {
  const sessionId = await readSessionId()
  if (sessionId === undefined) return undefined
  const found = await findSession(webDatabase(), sessionId)
  // A session of the demo does not outlive demo mode.
  return found && (env().COUNTERSIGN_DEMO === '1' || !isDemoEmail(found.email)) ? found : undefined
})

/** What an action or route gives to its verb. Throws `unauthenticated` when nobody is signed in. */
export async function currentContext(traceId: string): Promise<Context> {
  const session = await currentSession()
  if (!session) throw new AppError('unauthenticated', 'errors.signInFirst')
  return { db: webDatabase(), clock: systemClock, actor: session.actor, traceId }
}

/** The session of a page; without one, leads to sign-in and back here afterwards. */
export async function requirePage(): Promise<LiveSession & { ctx: Context }> {
  const session = await currentSession()
  if (session) {
    const ctx = { db: webDatabase(), clock: systemClock, actor: session.actor, traceId: crypto.randomUUID() }
    return { ...session, ctx }
  }
  const here = safeNextPath((await headers()).get(requestPathHeader))
  redirect(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
}
