import { sql } from 'drizzle-orm'
import { attempt } from '../db/schema.ts'
import type { Operation } from '../operations/kit.ts'
import type { RequestDocument } from '../requests/document.ts'
import type { WorkerDeps } from './deps.ts'
import { traceOf } from './effects/trace.ts'
import type { Held } from './take.ts'

/**
 * How the order of a call would look in the customer's list: kind, service and amount (billing.md §2). Undefined for a
 * call without an order.
 */
export async function orderTraceOf(
  deps: WorkerDeps,
  held: Held,
  operation: Operation,
  { input, account, name, price }: RequestDocument,
): Promise<string | undefined> {
  const { effect, hasOrder } = operation.prepare(input, { projectId: account.projectId, mark: name.slice(-8) })
  if (!hasOrder) return undefined
  const { domainId = account.projectId } = await deps.reads(held.account_id)
  const { orderKind, service } = traceOf(effect)
  return [domainId, orderKind, service, price ? `${price.amountMinor} ${price.currency}` : 'no price'].join('|')
}

/** Whether a call is open whose order could be taken for this one's. */
export async function isTraceTaken({ db }: WorkerDeps, trace: string): Promise<boolean> {
  const [open] = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(sql`${attempt.orderTrace} = ${trace} and ${attempt.state} in ('sending', 'unknown', 'ambiguous')`)
    .limit(1)
  return open !== undefined
}
