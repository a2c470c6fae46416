import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inputs } from '../e2e/chaos/asked.ts'
import { allCells, nameOf, operationKeys, pickCells } from '../e2e/chaos/plan.ts'
import { openRig } from '../e2e/chaos/rig.ts'
import { runCells } from '../e2e/chaos/run.ts'

// `npm run chaos -- --cells N --seed S`: kill points × faults × operations against real workers, a real Postgres and the
// pretend cloud behind a proxy that spoils calls. Exit 1 on a violation, or when nothing became unknown.

const { values } = parseArgs({
  options: {
    cells: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '5' },
    workers: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
})
const operations = operationKeys.filter((key) => inputs[key] !== undefined)
const count = values.cells === undefined ? allCells(operations).length : Number(values.cells)
const cells = pickCells(operations, count, Number(values.seed))
console.log(`${cells.length} cells of ${allCells(operations).length}, seed ${values.seed}: ${operations.join(', ')}`)

const rig = await openRig({ lanes: Number(values.lanes), workers: Number(values.workers) })
try {
  const report = await runCells(rig, cells, (done) => {
    if (done % 50 === 0) console.log(`  ${done} cells`)
  })
  const { counts, states, violations, deaths, sleeps, restarts, seconds } = report
  console.log(
    `\n${Object.entries(states)
      .map(([state, n]) => `${state} ${n}`)
      .join(', ')}`,
  )
  console.log(`killed ${deaths}, put to sleep ${sleeps}, workers started again ${restarts}, ${seconds.toFixed(0)} s`)
  console.log(
    `sent ${counts.sent}, accepted ${counts.accepted}, refused ${counts.refused}, unknown→found ${counts.found}, ` +
      `unknown→absent ${counts.absent}, needs human ${counts.needsHuman}, unknown ${counts.unknown}, paid ${counts.paid}, ` +
      `violations ${violations.length}`,
  )
  for (const violation of violations) console.log(`  ${violation}`)
  for (const surprise of report.surprises) console.log(`  not foreseen: ${surprise}`)
  if (counts.unknown === 0) console.log('Nothing became unknown: the faults did not bite')
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      JSON.stringify({ ...report, cells: report.cells.map((row) => ({ ...row, name: nameOf(row.cell) })) }, null, 1),
    )
  process.exitCode = violations.length > 0 || counts.unknown === 0 ? 1 : 0
} finally {
  await rig.close()
}
