import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { auditCheck } from '../db/audit-schema.ts'
import { log } from '../log.ts'
import { type ChainHead, type Verdict, verifyChain } from './verify.ts'

/** Between two looks at the whole chain, in milliseconds, however many workers there are. */
const checkEveryMs = 3_600_000
/** The same while a look has found nothing to verify: what a new console writes first does not wait for an hour. */
const firstCheckMs = 10_000

/** The furthest head that this process has seen of a database: it outlives what somebody removes there. */
const furthest = new WeakMap<Queryable, ChainHead>()

const Head = z.object({ place: z.coerce.number(), hash: z.string() })

/**
 * Writes the head of the chain to the log: whoever keeps logs elsewhere can tell later that the end was cut off, or that
 * all of it was written anew. Nothing is written while nothing is added.
 */
export async function anchorHead(db: Queryable): Promise<void> {
  const { rows } = await db.execute(sql`select place, hash from audit_link order by place desc limit 1`)
  const known = furthest.get(db)
  if (rows[0] === undefined && known === undefined) return
  const head = rows[0] === undefined ? { place: 0, hash: '' } : Head.parse(rows[0])
  const isOther = known && (head.place < known.place || (head.place === known.place && head.hash !== known.hash))
  if (isOther) {
    const lost = { event: 'audit.head', place: known.place, hash: known.hash, count: head.place }
    log.error(lost, 'the audit is shorter than it was, or another')
  } else if (head.place !== known?.place) {
    furthest.set(db, head)
    log.info({ event: 'audit.head', ...head }, 'head of the audit')
  }
}

/**
 * Recomputes the whole chain where that was not done for an hour, and soon after its first entry, by whichever worker comes first, and keeps what it
 * found. A chain that was found whole must still have the head that it had then.
 */
export async function checkAudit(db: Queryable): Promise<void> {
  const { rows: mine } = await db.execute(sql`
    update ${auditCheck} set begun_at = clock_timestamp()
    where begun_at is null or begun_at < clock_timestamp() - make_interval(secs =>
      case when place = 0 and fault is null and exists (select from audit_link) then ${firstCheckMs / 1000}::double precision
        else ${checkEveryMs / 1000}::double precision end)
    returning place, hash`)
  const before = mine[0] && Head.safeParse(mine[0])
  if (before) await keep(db, await verifyChain(db, [...(before.success ? [before.data] : []), ...remembered(db)]))
}

const remembered = (db: Queryable): ChainHead[] => {
  const head = furthest.get(db)
  return head ? [head] : []
}

/** A chain that was found broken keeps the last head of its whole past: it stays broken until that is there again. */
async function keep(db: Queryable, { head, fault }: Verdict): Promise<void> {
  await db.update(auditCheck).set({
    endedAt: sql`clock_timestamp()`,
    fault: fault?.kind ?? null,
    faultPlace: fault?.place ?? null,
    ...(fault === null && { place: head.place, hash: head.hash }),
  })
  if (fault)
    log.error({ event: 'audit.broken', place: fault.place, reason: fault.kind }, 'the audit is not as it was written')
  else if (head.hash !== null)
    log.info({ event: 'audit.whole', place: head.place, hash: head.hash }, 'the audit is whole')
}
