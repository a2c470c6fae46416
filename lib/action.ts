import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { type ActionName, asksWhoItIs, type BoundAction, permissionFor } from './auth/manifest.ts'
import { requireOwnPage } from './auth/own-page.ts'
import { keepPace } from './auth/pace.ts'
import { anybodysContext, begunContext, boundContext, currentContext } from './auth/session.ts'
import { type Context, requireAnywhere, requireConfirmed, type SessionContext } from './context.ts'
import { toFailure } from './failure.ts'
import { numbers } from './metrics/numbers.ts'
import type { ActionResult } from './result.ts'

/**
 * Makes a server action of a verb: is it our own page → who are you → parse → the verb (may you, load, decide, write, record) → result.
 * Expected failures come back as values with field errors; surprises are logged and shown as a trace id.
 */
export const action =
  <S extends z.ZodType, T>(name: FreeAction, schema: S, verb: Verb<SessionContext, S, T>) =>
  (raw: unknown) =>
    answer(name, schema, verb, raw, currentContext)

/**
 * The same for what spends, approves, or changes roles and keys. A page hands it out through `bind` of its session, and so it
 * brings the token of that session: without it, or with that of another session, it answers `other_session`. Where the
 * last proof of who it is is older than ten minutes and the permission asks for one, it answers `confirm_first`; where it has a pace
 * and somebody calls it faster, `too_many`.
 */
export const boundAction =
  <S extends z.ZodType, T>(name: BoundAction, schema: S, verb: Verb<SessionContext, S, T>) =>
  (token: unknown, raw: unknown) =>
    answer(name, schema, verb, raw, async (traceId) => {
      const ctx = await boundContext(traceId, token)
      const permission = permissionFor(name)
      if (permission !== undefined && asksWhoItIs.has(permission)) {
        requireAnywhere(ctx, permission)
        requireConfirmed(ctx)
      }
      await keepPace(ctx.db, name, ctx.actor.personId)
      return ctx
    })

/** The same for whoever has begun to sign in: the verb itself asks what the session still needs. */
export const begunAction =
  <S extends z.ZodType, T>(name: FreeAction, schema: S, verb: Verb<SessionContext, S, T>) =>
  (raw: unknown) =>
    answer(name, schema, verb, raw, begunContext)

/** The same for anybody. */
export const publicAction =
  <S extends z.ZodType, T>(name: FreeAction, schema: S, verb: Verb<Omit<Context, 'actor'>, S, T>) =>
  (raw: unknown) =>
    answer(name, schema, verb, raw, async (traceId) => anybodysContext(traceId))

type FreeAction = Exclude<ActionName, BoundAction>
type Verb<C, S extends z.ZodType, T> = (ctx: C, input: z.output<S>) => Promise<T>

async function answer<S extends z.ZodType, C, T>(
  name: ActionName,
  schema: S,
  verb: Verb<C, S, T>,
  raw: unknown,
  enter: (traceId: string) => Promise<C>,
): Promise<ActionResult<T>> {
  const traceId = crypto.randomUUID()
  try {
    await requireOwnPage()
    const ctx = await enter(traceId)
    const value = await verb(ctx, schema.parse(raw))
    numbers().actions.inc({ action: name, outcome: 'ok' })
    return { ok: true, value }
  } catch (thrown) {
    unstable_rethrow(thrown)
    const error = toFailure(thrown, { entry: name, traceId })
    numbers().actions.inc({ action: name, outcome: error.code })
    return { ok: false, error }
  }
}
