import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { ActionName } from './auth/manifest.ts'
import { currentContext } from './auth/session.ts'
import type { Context } from './context.ts'
import { toFailure } from './failure.ts'
import { numbers } from './metrics/numbers.ts'
import type { ActionResult } from './result.ts'

/**
 * Makes a server action of a verb: who are you → parse → the verb (may you, load, decide, write, record) → result.
 * Expected failures come back as values with field errors; surprises are logged and shown as a trace id.
 */
export const action =
  <S extends z.ZodType, T>(name: ActionName, schema: S, verb: (ctx: Context, input: z.output<S>) => Promise<T>) =>
  async (raw: unknown): Promise<ActionResult<T>> => {
    const traceId = crypto.randomUUID()
    try {
      const ctx = await currentContext(traceId)
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
