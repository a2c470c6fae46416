import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Whether who shows this `authorization` header may be told the numbers: `off` where there is no token, since nobody can
 * show one then.
 */
export function mayRead(authorization: string | null | undefined, token: string | undefined): 'yes' | 'no' | 'off' {
  if (token === undefined) return 'off'
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`)) ? 'yes' : 'no'
}

/** What whoever may not read them is answered. */
export const refusals = {
  no: { status: 401, words: 'Show the token of COUNTERSIGN_METRICS_TOKEN: Authorization: Bearer …\n' },
  off: { status: 404, words: 'There are no numbers: COUNTERSIGN_METRICS_TOKEN is not set.\n' },
} as const
