import type { PersonActor, Permission, Subject } from './auth/permissions.ts'
import { denial, denialAnywhere } from './auth/permissions.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/client.ts'
import { AppError } from './errors.ts'

/** What every verb is given: the database, the time, who acts, and the id under which logs and errors are found. */
export type Context = { db: Database; clock: Clock; actor: PersonActor; traceId: string }

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
