import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { type ChainedRow, hashOf } from './chain.ts'
import type { ChainFault } from './faults.ts'

/** A row of the chain that was once seen: whoever removes or rewrites it later has to explain this. */
export type ChainHead = { place: number; hash: string }

export type Verdict = {
  /** The last row that is as it was written; place 0 where there is none. */
  head: { place: number; hash: string | null }
  /** The first that is not. `seq` is its number in the audit, where it has one. */
  fault: { kind: ChainFault; place: number; seq: string | null } | null
}

/** Rows in one read: some megabytes at the most. */
const rowsAtOnce = 2000

/**
 * Recomputes the whole chain from its first row, and compares it with `seen`, heads that somebody kept outside of this
 * database. Stops at the first row that is not as it was written. Rows that are added meanwhile are read as well.
 */
export async function verifyChain(db: Queryable, seen: readonly ChainHead[] = []): Promise<Verdict> {
  const expected = new Map<number, string[]>()
  for (const { place, hash } of seen) expected.set(place, [...(expected.get(place) ?? []), hash])
  let head: Verdict['head'] = { place: 0, hash: null }
  for (;;) {
    const links = await readLinks(db, head.place)
    for (const link of links) {
      const place = head.place + 1
      const kind = faultOf(link, place, head.hash, expected.get(place))
      if (kind) return { head, fault: { kind, place, seq: kind === 'gap' ? null : link.seq } }
      head = { place, hash: link.hash }
    }
    if (links.length < rowsAtOnce) break
  }
  const furthest = Math.max(0, ...expected.keys())
  if (furthest > head.place) return { head, fault: { kind: 'shortened', place: head.place + 1, seq: null } }
  const stray = await findStray(db)
  return { head, fault: stray === undefined ? null : { kind: 'unlinked', place: head.place + 1, seq: stray } }
}

const Link = z.object({
  place: z.coerce.number().int(),
  seq: z.string(),
  hash: z.string(),
  row: z
    .object({
      seq: z.string(),
      at: z.string(),
      actorKind: z.string(),
      actorId: z.string(),
      event: z.string(),
      requestId: z.string().nullable(),
      accountId: z.string().nullable(),
      was: z.string().nullable(),
      became: z.string().nullable(),
      detail: z.string(),
    })
    .nullable(),
})
type Link = z.output<typeof Link>

function faultOf(
  { place: stands, hash, row }: Link,
  place: number,
  previous: string | null,
  expected: string[] | undefined,
): ChainFault | undefined {
  if (stands !== place) return 'gap'
  if (!row) return 'removed'
  if (hashOf(previous, place, row satisfies ChainedRow) !== hash) return 'changed'
  return expected?.every((each) => each === hash) === false ? 'replaced' : undefined
}

async function readLinks(db: Queryable, after: number): Promise<Link[]> {
  const { rows } = await db.execute(sql`
    select l.place::text, l.seq::text, l.hash, case when a.seq is not null then jsonb_build_object(
      'seq', a.seq::text, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'actorKind', a.actor_kind, 'actorId', a.actor_id, 'event', a.event, 'requestId', a.request_id, 'accountId', a.account_id,
      'was', a.was, 'became', a.became, 'detail', a.detail::text) end as row
    from audit_link l left join audit a on a.seq = l.seq
    where l.place > ${after} order by l.place limit ${rowsAtOnce}`)
  return z.array(Link).parse(rows)
}

/** A row that was put in past the trigger that gives it its place. */
async function findStray(db: Queryable): Promise<string | undefined> {
  const { rows } = await db.execute<{ seq: string }>(sql`
    select seq::text from audit a where not exists (select from audit_link l where l.seq = a.seq) order by a.seq limit 1`)
  return rows[0]?.seq
}
