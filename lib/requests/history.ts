import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { audit, person, requestComment } from '../db/schema.ts'
import type { HistoryEntry, Person } from './queries.ts'

/** The newest of a long history that are shown. */
const entriesMax = 500

const Text = z.string().nullable().catch(null)

/** What an audit row's facts may hold for the timeline; the rest is for the audit page. */
const Facts = z.object({
  comment: Text,
  orderId: Text,
  currency: Text,
  code: Text,
  message: Text,
  words: Text,
  amountMinor: z.number().nullable().catch(null),
})

/** Everything that happened to a request, comments included, oldest first. */
export async function loadHistory(db: Queryable, requestId: string): Promise<HistoryEntry[]> {
  const [moves, comments] = await Promise.all([loadMoves(db, requestId), loadComments(db, requestId)])
  return [...moves, ...comments].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-entriesMax)
}

const who = (id: string | null, name: string | null): Person | null =>
  id === null || name === null ? null : { id, name }

async function loadMoves(db: Queryable, requestId: string): Promise<HistoryEntry[]> {
  const rows = await db
    .select({
      seq: audit.seq,
      at: audit.at,
      event: audit.event,
      became: audit.became,
      detail: audit.detail,
      personId: person.id,
      name: person.name,
    })
    .from(audit)
    .leftJoin(person, and(eq(audit.actorKind, 'person'), eq(sql`${person.id}::text`, audit.actorId)))
    // A comment's own row holds its words.
    .where(and(eq(audit.requestId, requestId), ne(audit.event, 'request.comment')))
    .orderBy(desc(audit.seq))
    .limit(entriesMax)
  return rows.toReversed().map(({ seq, at, event, became, detail, personId, name }) => {
    const { comment, ...facts } = Facts.parse(detail ?? {})
    return {
      id: `audit-${seq}`,
      at: at.toISOString(),
      event: event.replace(/^request\./, ''),
      who: who(personId, name),
      became,
      text: comment === '' ? null : comment,
      facts,
    }
  })
}

async function loadComments(db: Queryable, requestId: string): Promise<HistoryEntry[]> {
  const rows = await db
    .select({
      id: requestComment.id,
      at: requestComment.createdAt,
      body: requestComment.body,
      personId: person.id,
      name: person.name,
    })
    .from(requestComment)
    .innerJoin(person, eq(person.id, requestComment.personId))
    .where(eq(requestComment.requestId, requestId))
    .orderBy(desc(requestComment.createdAt))
    .limit(entriesMax)
  return rows.map(({ id, at, body, personId, name }) => ({
    id: `comment-${id}`,
    at: at.toISOString(),
    event: 'comment',
    who: who(personId, name),
    became: null,
    text: body,
    facts: { orderId: null, currency: null, code: null, message: null, words: null, amountMinor: null },
  }))
}
