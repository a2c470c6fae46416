import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'
import type { Tally } from './stages.ts'

type Run = Required<Reporter>
type Modules = Parameters<Run['onTestRunEnd']>[0]

/** Writes to the file that COUNTED_TESTS names how many tests passed and failed, and which passed only when repeated. */
export default class CountTests implements Reporter {
  onTestRunEnd(...[modules, errors]: Parameters<Run['onTestRunEnd']>): void {
    const file = process.env['COUNTED_TESTS']
    if (file !== undefined) writeFileSync(file, JSON.stringify(tallyOf(modules, errors.length)))
  }
}

/** A file that cannot even load, or an error outside any test, is one failure. */
function tallyOf(modules: Modules, strayErrors: number): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const failedTests = tests.filter((test) => test.result().state === 'failed').length
  const unloadable = modules.filter((module) => module.state() === 'failed' && module.children.allTests().next().done)
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: failedTests + unloadable.length + strayErrors,
    unsteady: tests
      .filter((test) => test.diagnostic()?.flaky === true)
      .map(({ module, fullName }) => `${module.relativeModuleId} > ${fullName}`),
  }
}
