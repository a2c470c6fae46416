import { parseArgs } from 'node:util'
import { randomOf } from '../e2e/chaos/plan.ts'
import { mutants, runMutants } from './mutants/run-mutants.ts'

// `npm run mutants`: takes the guards of the purchase protocol away one by one and runs the test that must notice.
//   -- --count N --seed S   so many of them, picked by the seed
//   -- --guard TEXT         those whose words hold the text
// Exit 1 when one is not missed, or when the list no longer fits the sources.

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string', default: '1' }, guard: { type: 'string' } },
})
const random = randomOf(Number(values.seed))
const chosen = mutants
  .filter(({ guard }) => guard.includes(values.guard ?? ''))
  .map((mutant) => ({ mutant, at: values.count === undefined ? 0 : random() }))
  .toSorted((one, other) => one.at - other.at)
  .slice(0, Number(values.count ?? mutants.length))
  .map(({ mutant }) => mutant)

console.log(`${chosen.length} guards of ${mutants.length}`)
const outcomes = await runMutants(chosen, ({ mutant, end, why, seconds }) => {
  console.log(`${end.padEnd(8)} ${seconds.toFixed(0).padStart(4)} s  ${mutant.guard}${why === '' ? '' : ` (${why})`}`)
  if (end !== 'killed') console.log(`               ${mutant.missedBy.suite}: ${mutant.missedBy.test}`)
})
const count = (end: string): number => outcomes.filter((outcome) => outcome.end === end).length
console.log(`${count('killed')} killed, ${count('survived')} survived, ${count('invalid')} invalid`)
process.exitCode = count('killed') === outcomes.length ? 0 : 1
