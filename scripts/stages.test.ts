import { expect, test } from 'vitest'
import { playwrightTally, total, vitestTally } from './stages.ts'

test('a test file that cannot load counts as one failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}, {}] },
    { status: 'passed', assertionResults: [{}] },
  ]
  const report = JSON.stringify({ numPassedTests: 2, numFailedTests: 1, testResults })
  expect(vitestTally(report)).toEqual({ passed: 2, failed: 2 })
})

test('a browser test that passed only when repeated counts as failed', () => {
  const report = JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [] })
  expect(playwrightTally(report)).toEqual({ passed: 5, failed: 2 })
})

test('an error outside any browser test counts as failed', () => {
  const report = JSON.stringify({ stats: { expected: 5, unexpected: 0, flaky: 0 }, errors: [{ message: 'no server' }] })
  expect(playwrightTally(report)).toEqual({ passed: 5, failed: 1 })
})

test('counts add up over stages', () => {
  const tallies = [
    { passed: 2, failed: 0 },
    { passed: 3, failed: 1 },
  ]
  expect(total(tallies)).toEqual({ passed: 5, failed: 1 })
})
