import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '#lib/errors.ts'
import { inTurn } from './in-turn.ts'

/** Argon2id with the parameters that OWASP's password storage page asks for: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Longer ones are refused before hashing, so that nobody keeps our processors busy with megabytes. */
const passwordCharactersMax = 256

/** So many at once, that a flood of attempts leaves a processor to the pages of those who are signed in. */
const turn = inTurn(Math.max(1, Math.min(2, availableParallelism() - 1)))

/** What waits longer than that is of nobody who still sits there; and all that waits takes memory. */
const waitingMax = 100

/** Throws `unavailable` while so many passwords wait to be looked at that this one would wait for long. */
export function requireRoom(): void {
  if (turn.waiting() >= waitingMax) throw new AppError('unavailable', 'auth.busy')
}

export const hashPassword = (password: string): Promise<string> => turn(() => hash(password, cost))

let dummy: Promise<string> | undefined

/**
 * Whether `password` belongs to `passwordHash`. Without a hash (nobody has that e-mail address) it does the same work
 * and says no, so that the time taken tells nothing.
 */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const ofNobody = await (dummy ??= hashPassword('nobody has this password'))
  const isRight = await turn(() => verify(passwordHash ?? ofNobody, password.slice(0, passwordCharactersMax)))
  return isRight && typeof passwordHash === 'string' && password.length <= passwordCharactersMax
}
