import { createHash } from 'node:crypto'

/** An audit row as it is hashed: every field as the database writes it out, null for what is not there. */
export type ChainedRow = {
  seq: string
  /** UTC, to the microsecond: `2026-11-22T04:52:30.123456Z`. */
  at: string
  actorKind: string
  actorId: string
  event: string
  requestId: string | null
  accountId: string | null
  was: string | null
  became: string | null
  /** Postgres' own text of it, whose keys are always in the same order. */
  detail: string
}

/**
 * The hash of a row at `place`, in hexadecimal; `previous` is that of the row before, null for the first. The database
 * computes the same when the row is written (migration 0025): neither asks the other.
 */
export function hashOf(previous: string | null, place: number, row: ChainedRow): string {
  const fields = [
    previous,
    String(place),
    row.seq,
    row.at,
    row.actorKind,
    row.actorId,
    row.event,
    row.requestId,
    row.accountId,
    row.was,
    row.became,
    row.detail,
  ]
  return createHash('sha256').update(fields.map(framed).join('')).digest('hex')
}

/** With its length in bytes before it, so that no field can pass for the end of another. */
const framed = (field: string | null): string => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`)
