import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lists } from './lists.ts'
import { firstLoad } from './first-load.ts'
import type { Measure } from './measure.ts'
import { orders } from './orders.ts'
import { reads } from './reads.ts'
import { signing } from './signing.ts'

// Measures what docs promise. Prints each figure beside its budget and writes them all to bench/results.json; ends well
// also where a budget is missed, since a missed budget is a finding and not a failure to measure.

const suites = [signing, reads, lists, orders, firstLoad]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`No such measure: ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`)
  process.exit(2)
}

const results: Measure[] = []
for (const suite of suites) {
  if (asked.length > 0 && !asked.includes(suite.name)) continue
  for (const result of await suite.run()) {
    results.push(result)
    const sides = result.sides ? ` (ours ${result.sides.ours}, other ${result.sides.other})` : ''
    const bound = result.better === 'lower' ? '≤' : '≥'
    console.log(
      `${result.ok ? 'ok  ' : 'MISS'} ${result.name}: ${result.value} ${result.unit}, budget ${bound} ${result.budget}${sides}`,
    )
  }
}
await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
