import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { requestComment } from '../db/schema.ts'
import { loadVisibleRequest } from './load.ts'
import { record } from './store.ts'

export const CommentRequest = z.strictObject({
  id: z.uuid(),
  body: z.string().trim().min(1, 'errors.required').max(4000),
})
export type CommentRequest = z.output<typeof CommentRequest>

/** Adds a line to the request's conversation; also possible after its end. */
export async function commentRequest(ctx: Context, { id, body }: CommentRequest): Promise<{ id: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:comment', { accountId: row.accountId })
  return await ctx.db.transaction(async (tx) => {
    const [comment] = await tx
      .insert(requestComment)
      .values({ requestId: id, personId: ctx.actor.personId, body })
      .returning({ id: requestComment.id })
    if (!comment) throw new Error('The insert of a comment returned no row')
    await record(tx, {
      event: 'request.comment',
      by: { kind: 'person', id: ctx.actor.personId },
      requestId: id,
      accountId: row.accountId,
      detail: { commentId: comment.id },
    })
    return comment
  })
}
