import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { randomOf } from '../e2e/chaos/plan.ts'
import { mutants, occurrences, runMutants } from './mutants/run-mutants.ts'

const top = resolve(import.meta.dirname, '..')

test('at least forty guards of the protocol can be taken away, each named once', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(40)
  expect(new Set(mutants.map(({ guard }) => guard)).size).toBe(mutants.length)
})

test.each(mutants.map((mutant) => [mutant.guard, mutant] as const))('%s: its text stands in one place', (_, mutant) => {
  expect(occurrences(mutant, top)).toBe(1)
})

test('three of them, taken away, are missed by their tests', { timeout: 180_000 }, async () => {
  const random = randomOf(Number(process.env['MUTANTS_SEED'] ?? 1))
  const quick = mutants.filter(({ missedBy }) => missedBy.suite.startsWith('lib/'))
  const chosen = quick
    .map((mutant) => ({ mutant, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, 3)
    .map(({ mutant }) => mutant)
  const outcomes = await runMutants(chosen, () => undefined)
  expect(outcomes.map(({ mutant, end, why }) => `${mutant.guard}: ${end}${why}`)).toEqual(
    chosen.map(({ guard }) => `${guard}: killed`),
  )
})
