import '../e2e/simulation/quiet.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { simulate } from '../e2e/simulation/simulate.ts'
import { Lane } from '../e2e/simulation/world.ts'
import { ensureDatabase, startEmbedded } from '../lib/db/embedded.ts'
import { migrate } from '../lib/db/migrate.ts'

// `npm run simulate -- --runs N --seed S`: the real decision code and a real Postgres under a virtual clock, with a simulated
// cloud, through N schedules of two workers. `--seed S --path P` plays a failure again. Exit 1 on a violation, or when
// nothing became unknown.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
    lanes: { type: 'string', default: '4' },
  },
})
const dataDir = await mkdtemp(join(tmpdir(), 'countersign-simulation-'))
const postgres = await startEmbedded({
  dataDir,
  endsWithParent: true,
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
const isReplay = values.path !== undefined
const lanes: Lane[] = []
try {
  for (let index = 0; index < (isReplay ? 1 : Number(values.lanes)); index += 1) {
    const name = `simulation_${index}`
    await ensureDatabase(postgres.url('postgres'), name)
    await migrate(postgres.url(name))
    lanes.push(await Lane.open(postgres.url(name)))
  }
  const startedAt = performance.now()
  const { schedules, counts, states, failures } = await simulate(lanes, {
    runs: isReplay ? 1 : Number(values.runs),
    seed: Number(values.seed),
    path: values.path,
    tell: (done) => {
      if (done % 500 === 0) console.log(`  ${done} schedules`)
    },
  })
  console.log(
    Object.entries(states)
      .toSorted(([, one], [, other]) => other - one)
      .map(([state, count]) => `${state} ${count}`)
      .join(', '),
  )
  console.log(
    `${schedules} schedules in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ` +
      `sent ${counts.sent}, accepted ${counts.accepted}, refused ${counts.refused}, unknown→found ${counts.found}, ` +
      `unknown→absent ${counts.absent}, needs human ${counts.needsHuman}, unknown ${counts.unknown}, paid ${counts.paid}, ` +
      `violations ${failures.length}`,
  )
  for (const failure of failures) console.log(`\n${failure}`)
  if (counts.unknown === 0 && !isReplay) console.log('Nothing became unknown: the faults did not bite')
  process.exitCode = failures.length > 0 || (counts.unknown === 0 && !isReplay) ? 1 : 0
} finally {
  await Promise.all(lanes.map((lane) => lane.close()))
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
