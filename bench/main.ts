import { drain } from './drain.ts'
import { lighthouse } from './lighthouse.ts'
import { lists } from './lists.ts'
import { firstLoad } from './first-load.ts'
import { live } from './live.ts'
import { orders } from './orders.ts'
import { keepResults, lineOf } from './results.ts'
import { reads } from './reads.ts'
import type { Suite } from './measure.ts'
import { signIn } from './sign-in.ts'
import { signing } from './signing.ts'
import { soak } from './soak.ts'
import { sync } from './sync.ts'

// Measures what docs promise: all but the long suites, or those named after `--`. Prints each figure beside its budget and
// keeps them in bench/results.json; ends well also where a budget is missed, since a missed budget is a finding and not a
// failure to measure.

const suites: Suite[] = [signing, reads, lists, sync, drain, firstLoad, orders, live, lighthouse, soak, signIn]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`No such measure: ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`)
  process.exit(2)
}

for (const suite of suites) {
  if (asked.length > 0 ? !asked.includes(suite.name) : suite.isLong) continue
  const results = await suite.run()
  for (const result of results) console.log(lineOf(result))
  // Each as soon as it is known: a later suite may take an hour, or end badly.
  await keepResults(results)
}
