import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { readsFor } from '../inventory/reads.ts'
import { drawnBudget } from '../insights/budgets.ts'
import { Charge } from '../operations/kit.ts'
import type { QuoteAnswer } from './queries.ts'
import { quote } from './quote.ts'

export const ReadQuote = z.strictObject({
  accountId: z.uuid(),
  /** JSON of what is to be priced. */
  charge: z.string().max(8000),
})
export type ReadQuote = z.output<typeof ReadQuote>

/** What it costs now, and the budget that this would draw on. Throws `forbidden`, `invalid`, `unavailable` for a paused account, CloudError. */
export async function readQuote(ctx: Context, { accountId, charge }: ReadQuote): Promise<QuoteAnswer> {
  requirePermission(ctx, 'price:read', { accountId })
  const found = await quote(await readsFor(ctx.db, accountId), parseCharge(charge), ctx.clock)
  if (found.state !== 'priced') return found
  const { amountMinor, currency } = found
  return { ...found, budget: await drawnBudget(ctx, { accountId, amountMinor, currency }) }
}

function parseCharge(text: string): Charge {
  try {
    return Charge.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'errors.invalid', { cause })
  }
}
