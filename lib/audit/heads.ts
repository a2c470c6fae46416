import { z } from 'zod'
import type { ChainHead } from './verify.ts'

const Line = z.object({ place: z.number().int().positive(), hash: z.string().regex(/^[\da-f]{64}$/) })

/**
 * The heads in a text that was kept elsewhere: lines of a worker's log (JSON with `place` and `hash`), or `place hash` as the
 * verifier prints them. Other lines are passed over.
 */
export const readHeads = (text: string): ChainHead[] =>
  text.split('\n').flatMap((line) => {
    const plain = /\b(\d{1,15}) ([\da-f]{64})\b/.exec(line)
    const parsed = Line.safeParse(plain ? { place: Number(plain[1]), hash: plain[2] } : fromJson(line))
    return parsed.success ? [parsed.data] : []
  })

/** What follows the first brace: whoever collects logs may put their own words before it. */
function fromJson(line: string): unknown {
  const begin = line.indexOf('{')
  if (begin === -1) return undefined
  try {
    return JSON.parse(line.slice(begin))
  } catch {
    return undefined
  }
}
