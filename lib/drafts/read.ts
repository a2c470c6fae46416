import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { draft } from '../db/schema.ts'

export const ReadDraft = z.strictObject({ operation: z.string().min(1).max(60) })
export type ReadDraft = z.output<typeof ReadDraft>

/** A half-filled form as it was left, by this person, in whatever browser. */
export type Draft = {
  id: string
  accountId: string
  step: string
  /** Not checked: parse it with `restoreDraft`. */
  content: unknown
  revision: number
  /** ISO. */
  savedAt: string
}

/** The newest draft of the person for an operation, on an account where they may still ask for it; null without one. */
export async function readDraft(ctx: Context, { operation }: ReadDraft): Promise<Draft | null> {
  const accounts = accountsWith(ctx.actor, 'draft:write')
  if (accounts.length === 0) return null
  const [row] = await ctx.db
    .select()
    .from(draft)
    .where(
      and(eq(draft.personId, ctx.actor.personId), eq(draft.operation, operation), inArray(draft.accountId, accounts)),
    )
    .orderBy(desc(draft.updatedAt))
    .limit(1)
  if (!row) return null
  const { id, accountId, step, content, revision, updatedAt } = row
  return { id, accountId, step, content, revision, savedAt: updatedAt.toISOString() }
}
