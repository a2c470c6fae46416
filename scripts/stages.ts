import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)

/** Tests that passed and failed. A stage that only looks at the code counts as one test. */
export type Tally = {
  passed: number
  failed: number
  /** Names of tests among those passed that passed only when repeated. */
  unsteady?: string[]
}

type Stage = {
  name: string
  command: [program: string, ...args: string[]]
  env?: Record<string, string>
  /** Reads the counts from the stage's report; a stage without one is a single test. */
  count?: () => Tally
}

const node = process.execPath

/** Writes the types of the routes, which a fresh clone lacks and both types and lint read. */
const routesStage: Stage = { name: 'routes', command: [bin('next'), 'typegen'] }

/** Stages that look at the code without running it. The slowest come first, so that two at a time finish early. */
const lookStages: Stage[] = [
  { name: 'types', command: [bin('tsc'), '--noEmit'] },
  { name: 'lint', command: [bin('oxlint')] },
  { name: 'knip', command: [bin('knip')] },
  { name: 'imports', command: [node, 'scripts/rules/boundaries.ts'] },
  { name: 'format', command: [bin('oxfmt'), '--check'] },
  { name: 'registries', command: [node, 'scripts/gen-operations.ts', '--check'] },
]

/** Runs the fast part: every look at the code two at a time, then unit and integration tests. */
export async function runCheck(): Promise<Tally> {
  const tallies = [await runStage(routesStage)]
  const queue = [...lookStages]
  const lane = async () => {
    for (let stage = queue.shift(); stage; stage = queue.shift()) tallies.push(await runStage(stage))
  }
  await Promise.all([lane(), lane()])
  tallies.push(await withReport('tests', [bin('vitest'), 'run', '--retry=1'], countedTests))
  return total(tallies)
}

/** Builds the web part and drives it in a real browser. */
export async function runBrowserTests(): Promise<Tally> {
  const build = await runStage({ name: 'build', command: [bin('next'), 'build'] })
  if (build.failed > 0) return build
  return total([build, await withReport('browser', [bin('playwright'), 'test', '--retries=1'], playwrightTally)])
}

export const total = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  unsteady: tallies.flatMap(({ unsteady = [] }) => unsteady),
})

/** Names what must be mended though it passed, prints the last line that other programs read, and sets the exit code. */
export function conclude({ passed, failed, unsteady = [] }: Tally) {
  for (const name of unsteady) console.log(`! passed only when repeated: ${name}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

async function withReport(
  name: string,
  [program, ...args]: Stage['command'],
  read: (report: string) => Tally,
): Promise<Tally> {
  const directory = mkdtempSync(path.join(tmpdir(), 'countersign-report-'))
  const report = path.join(directory, 'report.json')
  const reporters =
    name === 'tests' ? ['--reporter=default', '--reporter=./scripts/count-tests.ts'] : ['--reporter=list,json']
  try {
    return await runStage({
      name,
      command: [program, ...args, ...reporters],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, COUNTED_TESTS: report },
      count: () => read(readFileSync(report, 'utf8')),
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function runStage({ name, command: [program, ...args], env = {}, count }: Stage): Promise<Tally> {
  const startedAt = performance.now()
  const { ok, output } = await run(program, args, env)
  const tally = tallyOf(ok, count)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const counts = count ? `  ${tally.passed} passed, ${tally.failed} failed` : ''
  console.log(`${tally.failed > 0 ? '✗' : '✓'} ${name.padEnd(10)} ${seconds.padStart(6)} s${counts}`)
  if (tally.failed > 0) console.log(output.trimEnd().replaceAll(/^/gm, '    '))
  return tally
}

/** A stage that ends badly has failed at least once, whatever its report says or whether there is one. */
function tallyOf(ok: boolean, count: (() => Tally) | undefined): Tally {
  const own = { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  if (!count) return own
  try {
    const tally = count()
    return { ...tally, failed: Math.max(tally.failed, own.failed) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function run(program: string, args: string[], env: Record<string, string>) {
  return new Promise<{ ok: boolean; output: string }>((resolve) => {
    const searchPath = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', PATH: searchPath, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** What scripts/count-tests.ts wrote. */
// The reporter writes a tally and nothing else.
const countedTests = (report: string): Tally => JSON.parse(report) as Tally

/** Counts in the report of Playwright's JSON reporter. */
export function playwrightTally(report: string): Tally {
  // Playwright documents these fields of its JSON report.
  const { stats, errors, suites } = JSON.parse(report) as {
    stats: { expected: number; unexpected: number; flaky: number }
    errors: unknown[]
    suites: PlaywrightSuite[]
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    unsteady: suites.flatMap(flakyOf),
  }
}

type PlaywrightSuite = {
  specs: { file: string; title: string; tests: { status: string }[] }[]
  suites?: PlaywrightSuite[]
}

const flakyOf = ({ specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, title }) => `${file} › ${title}`),
  ...suites.flatMap(flakyOf),
]
