import { isSealed, seal, unseal } from '../auth/secrets.ts'

/** How much of an answer is kept, in characters. */
const keptLength = 64 * 1024

/** The part of an answer's body that is kept with its attempt. */
export const keptPart = (rawBody: string): string => rawBody.slice(0, keptLength)

/** The kept part of an answer as the database holds it: it opens for its own attempt only. */
export const sealAnswer = (rawBody: string, attemptId: string, dataKey: string): string =>
  seal(keptPart(rawBody), { attemptId, field: 'answer' }, dataKey)

/**
 * What `sealAnswer` kept; an answer from before answers were sealed is returned as it is. Throws when it was changed,
 * belongs to another attempt, or the key is another one.
 */
export const openAnswer = (stored: string, attemptId: string, dataKey: string): string =>
  isSealed(stored) ? unseal(stored, { attemptId, field: 'answer' }, dataKey) : stored
