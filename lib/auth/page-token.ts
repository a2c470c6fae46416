import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LiveSession } from './sessions.ts'

type Session = Pick<LiveSession, 'lineage'>

/**
 * The token that pages of one session carry, and that money actions want back: a page of another origin cannot read it, and
 * that of another session has another one. It stays when the session goes on under a new id, as after each proof of who it
 * is. `secret` is the server's; without it nobody makes a token of what the database holds.
 */
export const pageTokenOf = ({ lineage }: Session, secret: string): string =>
  `page.${createHmac('sha256', secret).update(`page of session ${lineage}`).digest('base64url')}`

/** Whether `given`, which a browser sent, is the token of that session's pages. */
export function isPageTokenOf(given: unknown, session: Session, secret: string): boolean {
  if (typeof given !== 'string') return false
  const [sent, due] = [Buffer.from(given), Buffer.from(pageTokenOf(session, secret))]
  return sent.length === due.length && timingSafeEqual(sent, due)
}
