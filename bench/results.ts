import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Measure } from './measure.ts'

const file = join(import.meta.dirname, 'results.json')
const Kept = z.array(z.looseObject({ name: z.string() }))

/** Writes figures to bench/results.json in the place of those of the same name; the others stay as they were measured. */
export async function keepResults(measured: readonly Measure[]): Promise<void> {
  const before = Kept.parse(JSON.parse(await readFile(file, 'utf8')))
  const named = new Map<string, unknown>(before.map((row) => [row.name, row]))
  for (const result of measured) named.set(result.name, result)
  await writeFile(file, `${JSON.stringify([...named.values()], null, 2)}\n`)
}

/** A figure beside its budget, as people read it. */
export function lineOf({ ok, name, value, unit, better, budget, sides, detail }: Measure): string {
  const beside = sides ? ` (ours ${sides.ours}, other ${sides.other})` : ''
  const more = detail === undefined ? '' : `; ${detail}`
  return `${ok ? 'ok  ' : 'MISS'} ${name}: ${value} ${unit}, budget ${better === 'lower' ? '≤' : '≥'} ${budget}${beside}${more}`
}
