import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { isDemoEmail } from './demo-people.ts'
import { hasFactor } from './factors.ts'
import { isPassword, requireRoom } from './passwords.ts'
import { admitAttempt, recordSuccess } from './sign-in-limit.ts'
import { endSession, hashSessionId, openSession, type SessionNeed } from './sessions.ts'

// Postgres takes no NUL in texts. Without an @ it might be a name under which failures of something else are counted.
const SignInInput = z.object({
  email: z
    .string()
    .max(254)
    .refine((email) => !email.includes('\0') && email.includes('@')),
  password: z.string(),
})

/** A browser in which the person with `email` has given the right password before. */
export type KnownDevice = { id: string; email: string }

type SignInOptions = {
  userAgent: string
  /** The network address it comes from; empty when unknown. */
  address: string
  /** What the browser is known as, from its sealed cookie. */
  device?: KnownDevice | undefined
  /** Whether the demo's people may come in. */
  isDemo: boolean
  /** Whether people without a second factor set one up before anything else. */
  requiresFactor: boolean
  /** The session that the browser had until now; it ends. */
  earlierSessionId: string | undefined
}

/**
 * Signs a person in with e-mail address and password, and returns the id of their new session, which may need a second
 * factor yet. Throws `unauthenticated` in the same words whatever was wrong, `too_many` after repeated failures, and
 * `unavailable` while too many passwords wait to be looked at.
 */
export async function signIn(db: Database, raw: unknown, options: SignInOptions): Promise<string> {
  const input = SignInInput.safeParse(raw)
  if (!input.success) throw wrongSignIn()
  const email = nameOf(input.data.email)
  // Failures of a browser that the person has used before are counted apart: strangers who fail with a name lock out
  // only those who never signed in with it. Nothing that is typed as an address is such a name, which has no @.
  // Nor does it ask the address, so that one neighbour who fails keeps no whole office out.
  const device = options.device?.email === email ? options.device.id : undefined
  const counted = device === undefined ? email : `device ${device}`
  requireRoom()
  await admitAttempt(db, counted, device === undefined ? options.address : '')
  const mayComeIn = options.isDemo || !isDemoEmail(email)
  const [found] = await db
    .select({ id: person.id, passwordHash: person.passwordHash })
    .from(person)
    .where(and(eq(person.email, email), isNull(person.disabledAt)))
  const isRight = await isPassword(input.data.password, mayComeIn ? found?.passwordHash : undefined)
  if (!found || !isRight) throw wrongSignIn()
  await recordSuccess(db, counted)
  if (options.earlierSessionId !== undefined) await endSession(db, hashSessionId(options.earlierSessionId))
  return openSession(db, found.id, options, { needs: await missing(db, found.id, options.requiresFactor) })
}

/** An e-mail address as it is kept, however it was typed. */
export const nameOf = (email: string): string => email.trim().toLowerCase()

async function missing(db: Database, personId: string, requiresFactor: boolean): Promise<SessionNeed | null> {
  if (await hasFactor(db, personId)) return 'factor'
  return requiresFactor ? 'enrolment' : null
}

const wrongSignIn = () => new AppError('unauthenticated', 'auth.wrongSignIn')
