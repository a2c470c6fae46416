import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token that pages of one session carry, and that money actions want back: a page of another origin cannot read it, and
 * that of another session has another one. It is made of the session's `lineage`, since a page stays open when a proof gives
 * the session another id. `secret` is the server's; without it nobody makes a token.
 */
export const pageTokenOf = (lineage: string, secret: string): string =>
  `page.${createHmac('sha256', secret).update(`page of session ${lineage}`).digest('base64url')}`

/** Whether `given`, which a browser sent, is the token of that session's pages. */
export function isPageTokenOf(given: unknown, lineage: string, secret: string): boolean {
  if (typeof given !== 'string') return false
  const [sent, due] = [Buffer.from(given), Buffer.from(pageTokenOf(lineage, secret))]
  return sent.length === due.length && timingSafeEqual(sent, due)
}
