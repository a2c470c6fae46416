import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { withParams } from '../errors.ts'
import type { Operation } from '../operations/kit.ts'
import type { RequestDocument } from '../requests/document.ts'
import type { StateReason } from '../requests/store.ts'
import type { WorkerDeps } from './deps.ts'
import { findCall, orderIdsOf } from './find.ts'
import type { Held } from './take.ts'

const Doubt = z.object({ asked: z.coerce.date(), replaced: z.coerce.date() })

/**
 * What was asked for before this database was promoted or restored may have been sent by the one before it, and forgotten.
 * Why a person must look first: an order of that time may be its own. Undefined where nothing can have been forgotten or
 * there is no such order. Throws CloudError when the cloud cannot be asked.
 */
export async function perhapsForgotten(
  deps: WorkerDeps,
  held: Held,
  operation: Operation,
  document: RequestDocument,
): Promise<StateReason | undefined> {
  // The clocks of two databases may differ: what was asked for a little later is looked at, too.
  const { rows } = await deps.db.execute(sql`
    select v.created_at as asked, i.replaced_at as replaced
    from request_version v, database_identity i
    where v.request_id = ${held.id} and v.version = ${held.version}
      and v.created_at < i.replaced_at + interval '5 minutes'`)
  if (rows[0] === undefined) return undefined
  const { asked, replaced } = Doubt.parse(rows[0])
  const { effect, hasOrder } = operation.prepare(document.input, {
    projectId: document.account.projectId,
    mark: document.name.slice(-8),
  })
  // Without an order the state of the resource tells, which is looked at before every call.
  if (!hasOrder) return undefined
  const { finding } = await findCall(deps.db, await deps.reads(held.account_id), {
    effect,
    hasOrder,
    document,
    requestId: held.id,
    signedAt: asked,
    signedUntil: replaced,
    horizonMs: deps.horizons.absentAfterMs,
    now: held.db_now,
  })
  const orderIds = orderIdsOf(finding)
  if (orderIds.length === 0) return undefined
  return { words: withParams('reasons.perhapsForgotten', { count: orderIds.length, orders: orderIds.join(', ') }) }
}
