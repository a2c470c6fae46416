import { and, asc, count, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type SessionContext, requireConfirmed } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { recoveryCode, secondFactor } from '#lib/db/people-schema.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { completeSession } from './sessions.ts'

/** The factors of a person that have proved to work. */
const ready = (personId: string) => and(eq(secondFactor.personId, personId), isNotNull(secondFactor.confirmedAt))

/** Whether `personId` signs in with something beside the password. */
export async function hasFactor(db: Queryable, personId: string): Promise<boolean> {
  const [found] = await db.select({ id: secondFactor.id }).from(secondFactor).where(ready(personId)).limit(1)
  return found !== undefined
}

/** One's own factors, the oldest first, and how many recovery codes are left. */
export async function listFactors({ db, actor }: Pick<SessionContext, 'db' | 'actor'>) {
  const [factors, [left]] = await Promise.all([
    db
      .select({
        id: secondFactor.id,
        kind: secondFactor.kind,
        name: secondFactor.name,
        createdAt: secondFactor.createdAt,
        usedAt: secondFactor.usedAt,
      })
      .from(secondFactor)
      .where(ready(actor.personId))
      .orderBy(asc(secondFactor.createdAt)),
    db
      .select({ count: count() })
      .from(recoveryCode)
      .where(and(eq(recoveryCode.personId, actor.personId), isNull(recoveryCode.usedAt))),
  ])
  return { factors, recoveryCodesLeft: left?.count ?? 0 }
}

/**
 * Throws unless the person may add a factor: while they must set up their first, or when they have just proved who they
 * are. A session that has a password only, of somebody who has a factor, may not.
 */
export async function requireMayAddFactor(ctx: SessionContext): Promise<void> {
  if (ctx.session.needs === null) return requireConfirmed(ctx)
  if (ctx.session.needs === 'factor' || (await hasFactor(ctx.db, ctx.actor.personId)))
    throw new AppError('forbidden', 'errors.proveFirst')
}

/** What a person gets when a factor of theirs works: recovery codes with the first, and a whole session. */
export type Enrolled = {
  /** Shown this once; none where the person has some already. */
  recoveryCodes: string[]
  /** The new id of a session that was only begun; it goes into the cookie. */
  sessionId: string | undefined
}

/** Writes the books when a factor of the actor has proved to work. Call it in the transaction that confirms the factor. */
export async function enrol(tx: Queryable, ctx: SessionContext, kind: 'totp' | 'passkey'): Promise<Enrolled> {
  const { personId } = ctx.actor
  await record(tx, { event: 'factor.add', by: { kind: 'person', id: personId }, detail: { kind } })
  const [others] = await tx.select({ count: count() }).from(secondFactor).where(ready(personId))
  const recoveryCodes = others?.count === 1 ? await renewRecoveryCodes(tx, personId) : []
  const sessionId = ctx.session.needs === null ? undefined : await completeSession(tx, ctx.session.sessionIdHash)
  return { recoveryCodes, sessionId }
}

export const RemoveFactor = z.strictObject({ id: z.uuid() })
export type RemoveFactor = z.output<typeof RemoveFactor>

/** Forgets one of one's own factors. The last goes only where none is required. */
export async function removeFactor(ctx: SessionContext, { id }: RemoveFactor, requiresFactor: boolean) {
  requireConfirmed(ctx)
  const { personId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const own = await tx.select({ id: secondFactor.id }).from(secondFactor).where(ready(personId)).for('update')
    if (!own.some((factor) => factor.id === id)) throw new AppError('not_found', 'errors.factorNotFound')
    if (own.length === 1 && requiresFactor) throw new AppError('conflict', 'errors.lastFactor')
    await tx.delete(secondFactor).where(eq(secondFactor.id, id))
    if (own.length === 1) await tx.delete(recoveryCode).where(eq(recoveryCode.personId, personId))
    await record(tx, { event: 'factor.remove', by: { kind: 'person', id: personId } })
  })
  return { id }
}

/** Forgets every factor of a person, who sets one up anew at the next sign-in. */
export async function clearFactors(tx: Queryable, personId: string): Promise<void> {
  await tx.delete(secondFactor).where(eq(secondFactor.personId, personId))
  await tx.delete(recoveryCode).where(eq(recoveryCode.personId, personId))
}

/** Makes ten new recovery codes; the earlier ones are worth nothing from now on. */
export async function renewOwnRecoveryCodes(ctx: SessionContext): Promise<{ recoveryCodes: string[] }> {
  requireConfirmed(ctx)
  const { personId } = ctx.actor
  if (!(await hasFactor(ctx.db, personId))) throw new AppError('conflict', 'errors.factorNotFound')
  return ctx.db.transaction(async (tx) => {
    await record(tx, { event: 'factor.codes', by: { kind: 'person', id: personId } })
    return { recoveryCodes: await renewRecoveryCodes(tx, personId) }
  })
}

/** With what the person can prove who they are once more: a factor where there is one, else the password. */
export async function waysToProve({ db, actor }: Pick<SessionContext, 'db' | 'actor'>) {
  const [rows, [someone]] = await Promise.all([
    db.select({ kind: secondFactor.kind }).from(secondFactor).where(ready(actor.personId)),
    db.select({ passwordHash: person.passwordHash }).from(person).where(eq(person.id, actor.personId)),
  ])
  return {
    code: rows.length > 0,
    passkey: rows.some(({ kind }) => kind === 'passkey'),
    password: rows.length === 0 && typeof someone?.passwordHash === 'string',
  }
}
