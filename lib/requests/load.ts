import { and, eq } from 'drizzle-orm'
import type { PersonActor } from '../auth/permissions.ts'
import { rolesOn } from '../auth/permissions.ts'
import type { Queryable } from '../db/client.ts'
import { request, requestVersion } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { readDocument, type RequestDocument } from './document.ts'
import { type RequestState, parseState } from './machine.ts'

export type RequestRow = Omit<typeof request.$inferSelect, 'state'> & { state: RequestState }

/** The request of that id; throws `not_found` where there is none. For the worker, which sees all accounts. */
export async function loadRequest(db: Queryable, id: string): Promise<RequestRow> {
  const [row] = await db.select().from(request).where(eq(request.id, id))
  if (!row) throw new AppError('not_found', 'errors.requestNotFound')
  return { ...row, state: parseState(row.state) }
}

/** The request of that id if the actor has any role on its account; throws `not_found` alike for foreign and unknown ids. */
export async function loadVisibleRequest(db: Queryable, actor: PersonActor, id: string): Promise<RequestRow> {
  const row = await loadRequest(db, id)
  if (rolesOn(actor, row.accountId).length === 0) throw new AppError('not_found', 'errors.requestNotFound')
  return row
}

/** The frozen content of one version; undefined where it cannot be read. Throws `not_found` where there is none. */
export async function findDocument(db: Queryable, id: string, version: number): Promise<RequestDocument | undefined> {
  const [row] = await db
    .select({ document: requestVersion.document })
    .from(requestVersion)
    .where(and(eq(requestVersion.requestId, id), eq(requestVersion.version, version)))
  if (!row) throw new AppError('not_found', 'errors.requestNotFound')
  return readDocument(row.document)
}

/** The same, for what goes on from the content. Throws `conflict` where it cannot be read. */
export async function loadDocument(db: Queryable, id: string, version: number): Promise<RequestDocument> {
  const document = await findDocument(db, id, version)
  if (!document) throw new AppError('conflict', 'errors.contentUnreadable')
  return document
}

/** Everyone who asked for or edited the request: none of them may approve it. */
export async function authorsOf(db: Queryable, id: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: requestVersion.createdBy })
    .from(requestVersion)
    .where(eq(requestVersion.requestId, id))
  return rows.map((row) => row.id)
}
