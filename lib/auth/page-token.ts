import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token that pages of one session carry, and that money actions want back: a page of another origin cannot read it, and
 * that of another session has another one. `secret` is the server's; without it nobody makes a token of a session's digest.
 */
export const pageTokenOf = (sessionIdHash: string, secret: string): string =>
  `page.${createHmac('sha256', secret).update(`page of session ${sessionIdHash}`).digest('base64url')}`

/** Whether `given`, which a browser sent, is the token of that session's pages. */
export function isPageTokenOf(given: unknown, sessionIdHash: string, secret: string): boolean {
  if (typeof given !== 'string') return false
  const [sent, due] = [Buffer.from(given), Buffer.from(pageTokenOf(sessionIdHash, secret))]
  return sent.length === due.length && timingSafeEqual(sent, due)
}
