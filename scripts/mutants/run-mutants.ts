import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copySources } from '../../e2e/copy-sources.ts'
import { guardsOfTheAnswer } from './guards-of-the-answer.ts'
import { guardsOfTheCode } from './guards-of-the-code.ts'
import { guardsOfTheDatabase } from './guards-of-the-database.ts'
import { guardsOfTheDesk } from './guards-of-the-desk.ts'
import type { Mutant } from './mutant.ts'

export const mutants: readonly Mutant[] = [
  ...guardsOfTheDatabase,
  ...guardsOfTheCode,
  ...guardsOfTheAnswer,
  ...guardsOfTheDesk,
]

/** How often the text that a mutant replaces occurs in the sources below `top`: once, or the list is outdated. */
export function occurrences({ file, found }: Mutant, top: string): number {
  return readFileSync(join(top, file), 'utf8').split(found).length - 1
}

/**
 * `killed`: its test fails without the guard. `survived`: it passes all the same, so nothing would notice. `invalid`: the
 * text is not there once, the test fails also with the guard, or it cannot even be run without.
 */
export type Outcome = { mutant: Mutant; end: 'killed' | 'survived' | 'invalid'; why: string; seconds: number }

/** Takes the guards away one by one, each in a copy of the sources, and runs the test that must notice. */
export async function runMutants(chosen: readonly Mutant[], tell: (outcome: Outcome) => void): Promise<Outcome[]> {
  const copy = copySources('mutants')
  try {
    const sound = new Map<string, Result>()
    const outcomes: Outcome[] = []
    for (const mutant of chosen) {
      const startedAt = performance.now()
      const { suite, test } = mutant.missedBy
      const before = sound.get(`${suite} ${test}`) ?? (await runTest(copy, mutant))
      sound.set(`${suite} ${test}`, before)
      const [end, why] = await judge(copy, mutant, before)
      const outcome = { mutant, end, why, seconds: (performance.now() - startedAt) / 1000 }
      outcomes.push(outcome)
      tell(outcome)
    }
    return outcomes
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function judge(copy: string, mutant: Mutant, before: Result): Promise<[Outcome['end'], string]> {
  const count = occurrences(mutant, copy)
  if (count !== 1) return ['invalid', `its text occurs ${count} times in ${mutant.file}`]
  if (before !== 'passed') return ['invalid', `with the guard its test ${before}`]
  const file = join(copy, mutant.file)
  const whole = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    whole.replace(mutant.found, () => mutant.by),
  )
  try {
    const after = await runTest(copy, mutant)
    if (after === 'failed') return ['killed', '']
    return after === 'passed' ? ['survived', ''] : ['invalid', `without the guard its test ${after}`]
  } finally {
    writeFileSync(file, whole)
  }
}

type Result = 'passed' | 'failed' | 'is not there' | 'cannot be run'

const patienceMs = 300_000

/** Runs the test that must notice, and no other. */
async function runTest(copy: string, { missedBy: { suite, test } }: Mutant): Promise<Result> {
  const report = join(copy, 'mutants-report.json')
  rmSync(report, { force: true })
  const pattern = test.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', suite, '-t', pattern, '--reporter=json', `--outputFile=${report}`],
    { cwd: copy, stdio: 'ignore', env: { ...process.env, LOG_LEVEL: 'silent' }, timeout: patienceMs },
  )
  await new Promise((resolve) => child.once('close', resolve))
  try {
    return resultOf(readFileSync(report, 'utf8'))
  } catch {
    return 'cannot be run'
  }
}

function resultOf(report: string): Result {
  // Vitest documents these fields of its JSON report.
  const { testResults } = JSON.parse(report) as {
    testResults: { status: string; assertionResults: { status: string }[] }[]
  }
  const ends = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
  if (ends.includes('failed')) return 'failed'
  if (testResults.some(({ status }) => status === 'failed')) return 'cannot be run'
  return ends.includes('passed') ? 'passed' : 'is not there'
}
