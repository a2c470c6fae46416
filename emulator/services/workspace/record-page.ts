import { type Call, queryNumber } from '../../gateway/call.ts'

/** The rows picked by offset (0) and limit; offsets count records everywhere in this service. */
export function recordPage<T>(call: Call, rows: T[], limitDefault: number): T[] {
  const offset = queryNumber(call, 'offset') ?? 0
  return rows.slice(offset, offset + (queryNumber(call, 'limit') ?? limitDefault))
}
