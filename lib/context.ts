import type { PersonActor, Permission, Subject } from './auth/permissions.ts'
import { denial, denialAnywhere } from './auth/permissions.ts'
import type { LiveSession } from './auth/sessions.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/client.ts'
import { AppError } from './errors.ts'
import { log } from './log.ts'

/** What every verb is given: the database, the time, who acts, and the id under which logs and errors are found. */
export type Context = { db: Database; clock: Clock; actor: PersonActor; traceId: string }

/** What verbs are given that are about the session itself, or about how its person proves who they are. */
export type SessionContext = Context & { session: LiveSession }

/** Throws `forbidden` with the reason when the actor lacks `permission` on `subject`; the log says who tried. */
export function requirePermission(ctx: Asking, permission: Permission, subject: Subject): void {
  refuseFor(denial(ctx.actor, permission, subject), ctx, permission)
}

/** Throws `forbidden` with the reason when the actor has `permission` on none of their accounts; the log says who tried. */
export function requireAnywhere(ctx: Asking, permission: Permission): void {
  refuseFor(denialAnywhere(ctx.actor, permission), ctx, permission)
}

type Asking = Pick<Context, 'actor' | 'traceId'>

function refuseFor(reason: string | undefined, { actor, traceId }: Asking, permission: Permission): void {
  if (reason === undefined) return
  log.warn({ traceId, personId: actor.personId, event: permission, reason }, 'refused')
  throw new AppError('forbidden', reason)
}

/** Throws `confirm_first` when it is a while since the person proved who they are: the browser then asks them. */
export function requireConfirmed({ session }: Pick<SessionContext, 'session'>): void {
  if (!session.isConfirmed) throw new AppError('confirm_first', 'errors.confirmFirst')
}
