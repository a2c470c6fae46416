import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { readsFor } from '../inventory/reads.ts'
import { Charge } from '../operations/kit.ts'
import { type NoQuote, type Quote, type UsageQuote, quote } from './quote.ts'

export const ReadQuote = z.strictObject({
  accountId: z.uuid(),
  /** JSON of what is to be priced. */
  charge: z.string().max(8000),
})
export type ReadQuote = z.output<typeof ReadQuote>

/** What it costs now. Throws `forbidden`, `invalid`, `unavailable` for a paused account, CloudError. */
export async function readQuote(ctx: Context, { accountId, charge }: ReadQuote): Promise<Quote | UsageQuote | NoQuote> {
  requirePermission(ctx, 'price:read', { accountId })
  return quote(await readsFor(ctx.db, accountId), parseCharge(charge), ctx.clock)
}

function parseCharge(text: string): Charge {
  try {
    return Charge.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'errors.invalid', { cause })
  }
}
