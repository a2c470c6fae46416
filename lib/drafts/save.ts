import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { draft } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { findOperation } from '../operations/registry.ts'

const contentMax = 64 * 1024

export const SaveDraft = z.strictObject({
  operation: z.string().min(1).max(60),
  accountId: z.uuid('errors.accountChoose'),
  /** The furthest step that was open. */
  step: z.string().min(1).max(40),
  /** The form as it stands: it may be incomplete and wrong. */
  content: z
    .record(z.string().max(40), z.json())
    .refine((content) => JSON.stringify(content).length <= contentMax, 'errors.draftTooLarge'),
  /** The revision this form was built on; 0 when it knows of none. */
  revision: z.int().nonnegative(),
})
export type SaveDraft = z.output<typeof SaveDraft>

export type SavedDraft = {
  id: string
  revision: number
  /** ISO. */
  savedAt: string
  /** When somebody else's window (or another browser) saved in between; what it saved is gone. ISO. */
  overtookAt: string | null
}

/**
 * Keeps a half-filled form. There is one draft for a person, account and operation; the last writer wins, and is told
 * when that overtook another window. Throws `forbidden`, and `not_found` for an
 * operation that there is not.
 */
export async function saveDraft(ctx: Context, asked: SaveDraft): Promise<SavedDraft> {
  const { accountId, operation, step, content, revision } = asked
  requirePermission(ctx, 'draft:write', { accountId })
  if (!findOperation(operation)) throw new AppError('not_found', 'errors.operationNotFound')
  const key = { personId: ctx.actor.personId, accountId, operation }
  return ctx.db.transaction(async (tx) => {
    // A form that was moved to another account leaves nothing behind under the old one.
    const [before] = await tx
      .select({ revision: draft.revision, updatedAt: draft.updatedAt })
      .from(draft)
      .where(ofPerson(key))
      .for('update')
    await tx
      .delete(draft)
      .where(
        sql`${draft.personId} = ${key.personId} and ${draft.operation} = ${operation} and ${draft.accountId} <> ${accountId}`,
      )
    const [saved] = await tx
      .insert(draft)
      .values({ ...key, step, content, revision: revision + 1 })
      .onConflictDoUpdate({
        target: [draft.personId, draft.accountId, draft.operation],
        set: { step, content, revision: sql`${draft.revision} + 1`, updatedAt: sql`clock_timestamp()` },
      })
      .returning({ id: draft.id, revision: draft.revision, updatedAt: draft.updatedAt })
    if (!saved) throw new AppError('conflict', 'errors.changedMeanwhile')
    const overtook = before !== undefined && before.revision > revision
    return {
      id: saved.id,
      revision: saved.revision,
      savedAt: saved.updatedAt.toISOString(),
      overtookAt: overtook ? before.updatedAt.toISOString() : null,
    }
  })
}

const ofPerson = ({ personId, accountId, operation }: { personId: string; accountId: string; operation: string }) =>
  and(eq(draft.personId, personId), eq(draft.accountId, accountId), eq(draft.operation, operation))
