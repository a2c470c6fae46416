import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measure } from '../bench/measure.ts'
import { keepResults } from '../bench/results.ts'
import { failoverCells, kinds } from '../e2e/chaos/failover-plan.ts'
import { openFailoverRig } from '../e2e/chaos/failover-rig.ts'
import { runFailovers } from '../e2e/chaos/failover.ts'
import type { Verdict } from '../e2e/chaos/oracle.ts'
import { allCells, type Cell, nameOf, operationKeys, pickCells, sleepyCells } from '../e2e/chaos/plan.ts'
import { race } from '../e2e/chaos/races.ts'
import { horizons, openRig } from '../e2e/chaos/rig.ts'
import { type Report, runCells } from '../e2e/chaos/run.ts'

// `npm run chaos`: real workers, a real Postgres, and the pretend cloud behind a proxy that spoils calls.
//   -- --cells N --seed S   places to die × faults × operations (all of them without --cells)
//   -- --sleeps N           workers that are stopped in the middle and wake up late
//   -- --races N            two workers that look at the same request at the same moment
//   -- --failover N         Postgres killed, out of reach, or replaced by a standby, with and without a lost tail
//   -- --record             keeps the outcome among the measures, in bench/results.json
// Exit 1 on a violation of the protocol, or when nothing became unknown where faults were to bite.

const { values } = parseArgs({
  options: {
    cells: { type: 'string' },
    races: { type: 'string' },
    sleeps: { type: 'string' },
    failover: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '5' },
    workers: { type: 'string', default: '2' },
    operation: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true },
    json: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
})
const operations = operationKeys.filter((key) => values.operation?.includes(key) ?? true)
const [seed, lanes] = [Number(values.seed), Number(values.lanes)]

if (values.races !== undefined) await runRaces(Number(values.races))
else if (values.failover !== undefined) await failOver(Number(values.failover))
else if (values.sleeps !== undefined)
  await runMatrix(sleepyCells(operations, { count: Number(values.sleeps), seed, sendMs: horizons.sendMs }))
else await runMatrix(pickCells(operations, Number(values.cells ?? allCells(operations).length), seed))

async function runMatrix(cells: readonly Cell[]): Promise<void> {
  console.log(`${cells.length} cells, seed ${seed}: ${operations.join(', ')}`)
  const rig = await openRig({ lanes, workers: Number(values.workers), cells: cells.length })
  try {
    const report = await runCells(rig, cells, counter(50, 'cells'))
    const { deaths, sleeps, restarts, surprises, seconds } = report
    tell(report)
    console.log(`killed ${deaths}, put to sleep ${sleeps}, workers started again ${restarts}, ${seconds.toFixed(0)} s`)
    for (const surprise of surprises) console.log(`  not foreseen: ${surprise}`)
    const bites = report.counts.unknown + report.counts.paymentsUnknown
    if (bites === 0) console.log('Nothing became unknown: the faults did not bite')
    keep(report)
    const what = values.sleeps === undefined ? `${cells.length} cells of the matrix` : `${cells.length} paused workers`
    await recordVerdict(
      `${what}, seed ${seed}`,
      report,
      `killed ${deaths}, put to sleep ${sleeps}, ${seconds.toFixed(0)} s`,
    )
    process.exitCode = report.violations.length > 0 || bites === 0 ? 1 : 0
  } finally {
    await rig.close()
  }
}

async function runRaces(count: number): Promise<void> {
  console.log(`${count} races, seed ${seed}: ${operations.join(', ')}`)
  const rig = await openRig({ lanes, workers: 0 })
  try {
    const startedAt = performance.now()
    const verdict = await race(rig, operations[0] ?? 'buy-phone-servers', { count, seed, tell: counter(500, 'races') })
    tell(verdict)
    const took = `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
    console.log(took)
    await recordVerdict(`${count} races of two workers, seed ${seed}`, verdict, took)
    process.exitCode = verdict.violations.length > 0 || verdict.counts.accepted !== count ? 1 : 0
  } finally {
    await rig.close()
  }
}

async function failOver(count: number): Promise<void> {
  const wanted = kinds.filter((kind) => values.kind?.includes(kind) ?? true)
  const cells = failoverCells(operations, count, seed, wanted)
  console.log(`${count} failovers, seed ${seed}: ${operations.join(', ')}`)
  const rig = await openFailoverRig({ lanes, workers: Number(values.workers), cells: count })
  try {
    const report = await runFailovers(rig, cells, counter(1, 'cells'))
    const { rounds, replaced, frozen, forgotten, deaths, restarts, seconds } = report
    tell(report)
    for (const [kind, ends] of Object.entries(report.ends)) console.log(`  ${kind}: ${ends}`)
    console.log(
      `${rounds} rounds, another database ${replaced} times, frozen ${frozen}, requests forgotten ${forgotten}, calls forgotten ` +
        `${report.forgottenCalls}, killed ${deaths}, workers started again ${restarts}, ${seconds.toFixed(0)} s`,
    )
    if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report, null, 1))
    const more = `another database ${replaced} times, frozen ${frozen}, calls forgotten ${report.forgottenCalls}`
    await recordVerdict(`${count} failovers, seed ${seed}`, report, `${more}, ${seconds.toFixed(0)} s`)
    process.exitCode = report.violations.length > 0 ? 1 : 0
  } finally {
    await rig.close()
  }
}

function tell({ states, counts, violations }: Verdict): void {
  const inStates = Object.entries(states).map(([state, number]) => `${state} ${number}`)
  console.log(`\n${inStates.join(', ')}`)
  console.log(`${countsOf(counts)}, violations ${violations.length}`)
  for (const violation of violations) console.log(`  ${violation}`)
}

// A function and no constant: the run above begins before constants down here are there.
function countsOf(counts: Verdict['counts']): string {
  const { sent, accepted, refused, found, absent, needsHuman, unknown, paid, paymentsUnknown } = counts
  return (
    `sent ${sent}, accepted ${accepted}, refused ${refused}, unknown→found ${found}, ` +
    `unknown→absent ${absent}, needs human ${needsHuman}, unknown ${unknown}, paid ${paid}, payments unknown ${paymentsUnknown}`
  )
}

async function recordVerdict(what: string, { counts, violations }: Verdict, more: string): Promise<void> {
  if (!values.record) return
  const detail = `${countsOf(counts)}; ${more}`
  const name = `broken rules in ${what}`
  await keepResults([measure({ name, value: violations.length, unit: 'rules', budget: 0, better: 'lower', detail })])
}

function counter(every: number, what: string) {
  return (done: number) => {
    if (done % every === 0) console.log(`  ${done} ${what}`)
  }
}

/** Everything about each cell, where it is asked for. */
function keep(report: Report): void {
  if (values.json === undefined) return
  const cells = report.cells.map((row) => ({ ...row, name: nameOf(row.cell) }))
  writeFileSync(values.json, JSON.stringify({ ...report, cells }, null, 1))
}
