import { and, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { accountsWith, denialAnywhere, type Permission } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { person, savedView } from '../db/schema.ts'
import type { Views } from './queries.ts'
import { type ViewList, viewLists } from './view-lists.ts'

/** What a person must be allowed on an account to see a list's rows of it. */
const reads: Record<ViewList, Permission> = {
  orders: 'order:read',
  jobs: 'job:read',
  requests: 'request:read',
  'phone-servers': 'server:read',
  desktops: 'server:read',
  servers: 'server:read',
  audit: 'audit:read',
}

/** The person's own views, then those that colleagues share, by name. */
export async function listViews({ db, actor }: Context): Promise<Views> {
  const isMine = eq(savedView.personId, actor.personId)
  const rows = await db
    .select({ view: savedView, by: person.name, isMine: sql<boolean>`${isMine}` })
    .from(savedView)
    .innerJoin(person, eq(person.id, savedView.personId))
    .where(or(isMine, and(savedView.shared, isNull(person.disabledAt), or(...viewLists.map(sharedWith)))))
    .orderBy(sql`${isMine} desc`, asc(savedView.name), asc(savedView.id))
    .limit(500)

  /** Shared views of a list by people who have a role on an account whose rows of it the person may see. */
  function sharedWith(list: ViewList): SQL | undefined {
    const accounts = accountsWith(actor, reads[list])
    if (accounts.length === 0) return undefined
    const authors = sql`(select person_id from membership where account_id in ${accounts})`
    return and(eq(savedView.list, list), inArray(savedView.personId, authors))
  }
  return {
    views: rows.map(({ view: { id, list, name, query, columns, density, shared }, by, ...row }) => ({
      id,
      list,
      name,
      query,
      columns,
      density,
      isShared: shared,
      isMine: row.isMine,
      by,
    })),
    shareDenial: denialAnywhere(actor, 'view:share') ?? null,
  }
}
