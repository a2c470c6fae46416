import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { draft } from '../db/schema.ts'

export const DiscardDraft = z.strictObject({ operation: z.string().min(1).max(60) })
export type DiscardDraft = z.output<typeof DiscardDraft>

/** Throws the person's own drafts of an operation away. There may be none: then nothing happens. */
export async function discardDraft(ctx: Context, { operation }: DiscardDraft): Promise<{ discarded: number }> {
  const gone = await ctx.db
    .delete(draft)
    .where(and(eq(draft.personId, ctx.actor.personId), eq(draft.operation, operation)))
    .returning({ id: draft.id })
  return { discarded: gone.length }
}
