import type { PersonActor, Permission, Subject } from './auth/permissions.ts'
import { denial, denialAnywhere } from './auth/permissions.ts'
import type { LiveSession } from './auth/sessions.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/client.ts'
import { AppError } from './errors.ts'

/** What every verb is given: the database, the time, who acts, and the id under which logs and errors are found. */
export type Context = { db: Database; clock: Clock; actor: PersonActor; traceId: string }

/** What verbs are given that are about the session itself, or about how its person proves who they are. */
export type SessionContext = Context & { session: LiveSession }

/** Throws `forbidden` with the reason when the actor lacks `permission` on `subject`. */
export function requirePermission(ctx: Pick<Context, 'actor'>, permission: Permission, subject: Subject): void {
  const reason = denial(ctx.actor, permission, subject)
  if (reason !== undefined) throw new AppError('forbidden', reason)
}

/** Throws `forbidden` with the reason when the actor has `permission` on none of their accounts. */
export function requireAnywhere(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  const reason = denialAnywhere(ctx.actor, permission)
  if (reason !== undefined) throw new AppError('forbidden', reason)
}

/** Throws `confirm_first` when it is a while since the person proved who they are: the browser then asks them. */
export function requireConfirmed({ session }: Pick<SessionContext, 'session'>): void {
  if (!session.isConfirmed) throw new AppError('confirm_first', 'errors.confirmFirst')
}
