import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Preflight } from '../operations/lookups.ts'
import { preflight } from './preflight.ts'
import { readsFor } from './reads.ts'

export const ReadPreflight = z.strictObject({ accountId: z.uuid() })
export type ReadPreflight = z.output<typeof ReadPreflight>

/** The account's readiness to buy, and when it was looked at (ISO). Throws `forbidden`. */
export async function readPreflight(
  ctx: Context,
  { accountId }: ReadPreflight,
): Promise<{ lines: Preflight[]; checkedAt: string }> {
  requirePermission(ctx, 'account:check', { accountId })
  return { lines: await linesOf(ctx, accountId), checkedAt: ctx.clock.now().toISOString() }
}

async function linesOf(ctx: Context, accountId: string): Promise<Preflight[]> {
  try {
    return await preflight(await readsFor(ctx.db, accountId))
  } catch (error) {
    // A stopped account is not asked: its key would only be refused once more.
    if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
    return [{ key: 'signature', state: 'failed', words: error.message, fix: 'preflight.fix.account' }]
  }
}
