import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { type ActionName, asksWhoItIs, permissionFor } from './auth/manifest.ts'
import { requireOwnPage } from './auth/own-page.ts'
import { anybodysContext, begunContext, currentContext } from './auth/session.ts'
import { type Context, requireAnywhere, requireConfirmed, type SessionContext } from './context.ts'
import { toFailure } from './failure.ts'
import { numbers } from './metrics/numbers.ts'
import type { ActionResult } from './result.ts'

/**
 * Makes a server action of a verb: is it our own page → who are you → parse → the verb (may you, load, decide, write, record) → result.
 * Expected failures come back as values with field errors; surprises are logged and shown as a trace id. Actions that
 * spend, approve, or change roles and keys answer `confirm_first` when the last proof of who it is is older than ten
 * minutes.
 */
export const action = <S extends z.ZodType, T>(
  name: ActionName,
  schema: S,
  verb: (ctx: SessionContext, input: z.output<S>) => Promise<T>,
) =>
  answering(name, schema, verb, async (traceId) => {
    const ctx = await currentContext(traceId)
    const permission = permissionFor(name)
    if (permission !== undefined && asksWhoItIs.has(permission)) {
      requireAnywhere(ctx, permission)
      requireConfirmed(ctx)
    }
    return ctx
  })

/** The same for whoever has begun to sign in: the verb itself asks what the session still needs. */
export const begunAction = <S extends z.ZodType, T>(
  name: ActionName,
  schema: S,
  verb: (ctx: SessionContext, input: z.output<S>) => Promise<T>,
) => answering(name, schema, verb, begunContext)

/** The same for anybody. */
export const publicAction = <S extends z.ZodType, T>(
  name: ActionName,
  schema: S,
  verb: (ctx: Omit<Context, 'actor'>, input: z.output<S>) => Promise<T>,
) => answering(name, schema, verb, async (traceId) => anybodysContext(traceId))

const answering =
  <S extends z.ZodType, C, T>(
    name: ActionName,
    schema: S,
    verb: (ctx: C, input: z.output<S>) => Promise<T>,
    enter: (traceId: string) => Promise<C>,
  ) =>
  async (raw: unknown): Promise<ActionResult<T>> => {
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
