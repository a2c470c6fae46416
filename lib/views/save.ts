import { and, count, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requireAnywhere } from '../context.ts'
import { savedView } from '../db/schema.ts'
import { AppError, withParams } from '../errors.ts'
import { densities, viewLists } from './view-lists.ts'

const viewsMax = 50

const Name = z
  .string()
  .trim()
  .min(1, 'errors.required')
  .max(60, withParams('errors.tooLong', { max: 60 }))

/** Which part of the list was looked at, and what stood open beside it, is no part of a view. */
const passing = ['after', 'before', 'open']

export const SaveView = z.strictObject({
  list: z.enum(viewLists),
  name: Name,
  query: z
    .string()
    .max(2000)
    .refine((text) => !/\p{Cc}/u.test(text), 'errors.invalid'),
  columns: z.string().max(1000),
  density: z.enum(densities),
})
export type SaveView = z.output<typeof SaveView>

export const ViewId = z.strictObject({ id: z.uuid() })
export type ViewId = z.output<typeof ViewId>

export const RenameView = z.strictObject({ id: z.uuid(), name: Name })
export type RenameView = z.output<typeof RenameView>

export const ShareView = z.strictObject({ id: z.uuid(), isShared: z.boolean() })
export type ShareView = z.output<typeof ShareView>

/**
 * Keeps a look at a list under a name; the person's own view of that name is replaced and stays as shared as it was.
 * Throws `too_many` beyond fifty views of a list.
 */
export async function saveView(ctx: Context, { list, name, query, columns, density }: SaveView) {
  requireAnywhere(ctx, 'view:save')
  const { personId } = ctx.actor
  const params = new URLSearchParams(query)
  for (const each of passing) params.delete(each)
  const look = { query: params.toString(), columns, density }
  return await ctx.db.transaction(async (tx) => {
    // One at a time for each person, so that the count holds.
    await tx.execute(sql`select pg_advisory_xact_lock(4017, hashtext(${personId}))`)
    const others = and(eq(savedView.personId, personId), eq(savedView.list, list), ne(savedView.name, name))
    const [kept] = await tx.select({ count: count() }).from(savedView).where(others)
    if ((kept?.count ?? 0) >= viewsMax)
      throw new AppError('too_many', withParams('errors.viewsTooMany', { max: viewsMax }))
    const [saved] = await tx
      .insert(savedView)
      .values({ personId, list, name, ...look })
      .onConflictDoUpdate({
        target: [savedView.personId, savedView.list, savedView.name],
        set: { ...look, changedAt: sql`clock_timestamp()` },
      })
      .returning({ id: savedView.id })
    return foundView(saved)
  })
}

/** Gives one's own view another name. Throws `conflict` where one has another view of that name. */
export async function renameView(ctx: Context, { id, name }: RenameView) {
  requireAnywhere(ctx, 'view:save')
  const taken = sql`not exists (
    select 1 from ${savedView} o
    where o.person_id = ${ctx.actor.personId} and o.name = ${name} and o.id <> ${id}
      and o.list = (select list from ${savedView} m where m.id = ${id})
  )`
  const [renamed] = await ctx.db
    .update(savedView)
    .set({ name, changedAt: sql`clock_timestamp()` })
    .where(and(ownView(ctx, id), taken))
    .returning({ id: savedView.id })
  if (renamed) return renamed
  const [own] = await ctx.db.select({ id: savedView.id }).from(savedView).where(ownView(ctx, id))
  foundView(own)
  throw new AppError('conflict', 'errors.viewNameTaken', { fields: { name: 'errors.viewNameTaken' } })
}

/** Offers one's own view to everybody who may see the list, or takes it back. */
export async function shareView(ctx: Context, { id, isShared }: ShareView) {
  requireAnywhere(ctx, 'view:share')
  const [changed] = await ctx.db
    .update(savedView)
    .set({ shared: isShared, changedAt: sql`clock_timestamp()` })
    .where(ownView(ctx, id))
    .returning({ id: savedView.id })
  return foundView(changed)
}

/** Throws one's own view away, also for those it was shared with. */
export async function deleteView(ctx: Context, { id }: ViewId) {
  requireAnywhere(ctx, 'view:save')
  const [gone] = await ctx.db.delete(savedView).where(ownView(ctx, id)).returning({ id: savedView.id })
  return foundView(gone)
}

const ownView = ({ actor }: Context, id: string) => and(eq(savedView.id, id), eq(savedView.personId, actor.personId))

function foundView(row: { id: string } | undefined): { id: string } {
  if (!row) throw new AppError('not_found', 'errors.viewNotFound')
  return row
}
