import 'server-only'
import type { SessionContext } from '#lib/context.ts'
import { writeSessionId } from './session-cookie.ts'

/** Puts the new session id that a verb returns into the cookie, and nowhere else: the rest goes to the browser. */
export const keepingSession =
  <I, T extends { sessionId: string | undefined }>(verb: (ctx: SessionContext, input: I) => Promise<T>) =>
  async (ctx: SessionContext, input: I): Promise<Omit<T, 'sessionId'>> => {
    const { sessionId, ...rest } = await verb(ctx, input)
    if (sessionId !== undefined) await writeSessionId(sessionId)
    return rest
  }
