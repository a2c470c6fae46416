import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import type { SessionContext } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { secondFactor } from '#lib/db/people-schema.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { enrol, type Enrolled, requireMayAddFactor } from './factors.ts'
import { seal, unseal } from './secrets.ts'

// Codes of an authenticator app (RFC 6238): six digits, thirty seconds, SHA-1, which is what the apps know.

const issuer = 'Countersign'
const secretBytes = 20
/** Clocks may be one step apart. */
const stepsAside = 1

const totpOf = (secret: Secret, label: string) => new TOTP({ issuer, label, secret })

/**
 * Begins an authenticator app: returns its secret as text, as an address and as a picture of that address. It counts
 * once a first code has proved that the app has it; an earlier begun one is forgotten.
 */
export async function beginCodes(
  ctx: SessionContext,
  _: Record<string, never>,
  dataKey: string = env().COUNTERSIGN_DATA_KEY,
): Promise<{ id: string; secret: string; picture: string }> {
  await requireMayAddFactor(ctx)
  const { personId } = ctx.actor
  const secret = new Secret({ size: secretBytes })
  const id = crypto.randomUUID()
  const secretSealed = seal(secret.base32, { factorId: id, field: 'totp' }, dataKey)
  await ctx.db.transaction(async (tx) => {
    await tx
      .delete(secondFactor)
      .where(and(eq(secondFactor.personId, personId), eq(secondFactor.kind, 'totp'), isNull(secondFactor.confirmedAt)))
    await tx.insert(secondFactor).values({ id, personId, kind: 'totp', name: issuer, secretSealed })
  })
  const address = totpOf(secret, ctx.session.email).toString()
  return { id, secret: secret.base32, picture: renderSVG(address) }
}

export const FinishCodes = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1, 'errors.required').max(60),
  code: z.string().max(20),
})
export type FinishCodes = z.output<typeof FinishCodes>

/** Takes the app into use when `code` is right. Throws `invalid` at the field when it is not. */
export async function finishCodes(
  ctx: SessionContext,
  { id, name, code }: FinishCodes,
  dataKey: string = env().COUNTERSIGN_DATA_KEY,
): Promise<Enrolled> {
  await requireMayAddFactor(ctx)
  return ctx.db.transaction(async (tx) => {
    const [begun] = await tx
      .select()
      .from(secondFactor)
      .where(
        and(
          eq(secondFactor.id, id),
          eq(secondFactor.personId, ctx.actor.personId),
          eq(secondFactor.kind, 'totp'),
          isNull(secondFactor.confirmedAt),
        ),
      )
      .for('update')
    if (!begun) throw new AppError('not_found', 'errors.factorNotFound')
    const step = stepOf(begun, code, ctx.clock.now(), dataKey)
    if (step === undefined) throw new AppError('invalid', 'errors.codeWrong', { fields: { code: 'errors.codeWrong' } })
    await tx
      .update(secondFactor)
      .set({ name, confirmedAt: sql`clock_timestamp()`, lastStep: step, usedAt: sql`clock_timestamp()` })
      .where(eq(secondFactor.id, id))
    return enrol(tx, ctx, 'totp')
  })
}

/** Whether `code` is of one of the person's apps now. Each is taken once: a code that was seen is worth nothing. */
export async function takeTotpCode(
  db: Queryable,
  { personId, code, now }: { personId: string; code: string; now: Date },
  dataKey: string,
): Promise<boolean> {
  const apps = await db
    .select()
    .from(secondFactor)
    .where(and(eq(secondFactor.personId, personId), eq(secondFactor.kind, 'totp'), isNotNull(secondFactor.confirmedAt)))
  for (const app of apps) {
    const step = stepOf(app, code, now, dataKey)
    if (step === undefined) continue
    const taken = await db
      .update(secondFactor)
      .set({ lastStep: step, usedAt: sql`clock_timestamp()` })
      .where(
        and(eq(secondFactor.id, app.id), or(isNull(secondFactor.lastStep), sql`${secondFactor.lastStep} < ${step}`)),
      )
      .returning({ id: secondFactor.id })
    if (taken.length > 0) return true
  }
  return false
}

/** The time step whose code this is, near `now`. */
function stepOf(
  { id, secretSealed }: typeof secondFactor.$inferSelect,
  code: string,
  now: Date,
  dataKey: string,
): number | undefined {
  if (secretSealed === null) return undefined
  const secret = Secret.fromBase32(unseal(secretSealed, { factorId: id, field: 'totp' }, dataKey))
  const timestamp = now.getTime()
  const totp = totpOf(secret, '')
  const delta = totp.validate({ token: code.replaceAll(/\D/g, ''), timestamp, window: stepsAside })
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}
