import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { SessionContext } from '#lib/context.ts'
import { person } from '#lib/db/schema.ts'
import { consoleUrl, env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { hasFactor } from './factors.ts'
import { type PasskeyAnswer, takePasskey } from './passkeys.ts'
import { isPassword } from './passwords.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { completeSession, confirmSession } from './sessions.ts'
import { admitAttempt, recordSuccess } from './sign-in-limit.ts'
import { takeTotpCode } from './totp.ts'

export const Proof = z.strictObject({ proof: z.string().min(1, 'errors.required').max(256) })
export type Proof = z.output<typeof Proof>

/**
 * The second step of the sign-in: takes a code of an authenticator app, or a recovery code. Returns the new id of the
 * session, which may do everything from now on. Throws `invalid` for a wrong or used code, `too_many` after five.
 */
export async function proveFactor(
  ctx: SessionContext,
  { proof }: Proof,
  dataKey: string = env().COUNTERSIGN_DATA_KEY,
): Promise<{ sessionId: string }> {
  requireFactorMissing(ctx)
  await limited(ctx, () => takeCode(ctx, proof, dataKey))
  return complete(ctx)
}

/** The same with a passkey. */
export async function provePasskey(ctx: SessionContext, answer: PasskeyAnswer, url: string = consoleUrl()) {
  requireFactorMissing(ctx)
  await limited(ctx, () => takePasskey(ctx, answer, url))
  return complete(ctx)
}

/**
 * Proves once more who it is, for ten minutes: with a second factor where the person has one, else with the password.
 * Returns the new id of the session. Throws `invalid` at the field when it is wrong, `too_many` after five failures.
 */
export async function confirmWithProof(
  ctx: SessionContext,
  { proof }: Proof,
  dataKey: string = env().COUNTERSIGN_DATA_KEY,
): Promise<{ sessionId: string }> {
  const isCode = await hasFactor(ctx.db, ctx.actor.personId)
  await limited(ctx, () => (isCode ? takeCode(ctx, proof, dataKey) : takePassword(ctx, proof)))
  return confirm(ctx)
}

/** The same with a passkey. */
export async function confirmWithPasskey(ctx: SessionContext, answer: PasskeyAnswer, url: string = consoleUrl()) {
  await limited(ctx, () => takePasskey(ctx, answer, url))
  return confirm(ctx)
}

function requireFactorMissing({ session }: SessionContext): void {
  if (session.needs !== 'factor') throw new AppError('conflict', 'errors.nothingToProve')
}

/** Counts failures of this person's proofs apart from those of their password, which nobody could reach this far without. */
async function limited({ db, actor }: SessionContext, take: () => Promise<void>): Promise<void> {
  const name = `proof of ${actor.personId}`
  await admitAttempt(db, name)
  await take()
  await recordSuccess(db, name)
}

async function takeCode(ctx: SessionContext, proof: string, dataKey: string): Promise<void> {
  const { personId } = ctx.actor
  const code = proof.replaceAll(/[\s-]/g, '')
  if (/^\d{6}$/.test(code)) {
    if (await takeTotpCode(ctx.db, { personId, code, now: ctx.clock.now() }, dataKey)) return
  } else if (await takeRecoveryCode(ctx.db, personId, code)) {
    await record(ctx.db, { event: 'factor.recovery', by: { kind: 'person', id: personId } })
    return
  }
  throw new AppError('invalid', 'errors.codeWrong', { fields: { proof: 'errors.codeWrong' } })
}

async function takePassword({ db, actor }: SessionContext, proof: string): Promise<void> {
  const [found] = await db
    .select({ passwordHash: person.passwordHash })
    .from(person)
    .where(eq(person.id, actor.personId))
  if (!(await isPassword(proof, found?.passwordHash)))
    throw new AppError('invalid', 'errors.passwordWrong', { fields: { proof: 'errors.passwordWrong' } })
}

const complete = async ({ db, session: { sessionIdHash } }: SessionContext) =>
  alive(await completeSession(db, sessionIdHash))

const confirm = async ({ db, session: { sessionIdHash } }: SessionContext) =>
  alive(await confirmSession(db, sessionIdHash))

function alive(sessionId: string | undefined): { sessionId: string } {
  if (sessionId === undefined) throw new AppError('unauthenticated', 'errors.signInFirst')
  return { sessionId }
}
