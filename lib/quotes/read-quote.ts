import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { readsFor } from '../inventory/reads.ts'
import { PricedProduct } from '../operations/kit.ts'
import { type NoQuote, type Quote, quote } from './quote.ts'

export const ReadQuote = z.strictObject({
  accountId: z.uuid(),
  /** JSON of one to twenty products. */
  products: z.string().max(8000),
})
export type ReadQuote = z.output<typeof ReadQuote>

const Products = z.array(PricedProduct).min(1).max(20)

/** What products cost now. Throws `forbidden`, `invalid`, `unavailable` for a paused account, CloudError. */
export async function readQuote(ctx: Context, { accountId, products }: ReadQuote): Promise<Quote | NoQuote> {
  requirePermission(ctx, 'price:read', { accountId })
  return quote(await readsFor(ctx.db, accountId), parseProducts(products), ctx.clock)
}

function parseProducts(text: string) {
  try {
    return Products.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'errors.invalid', { cause })
  }
}
