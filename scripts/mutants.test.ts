import { readdirSync, readFileSync } from 'node:fs'
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

/** The name of the function of the database that holds the text; undefined where it is in none. */
const functionAround = (text: string, at: number): string | undefined => {
  const before = text.slice(0, at)
  const last = [...before.matchAll(/^create (?:or replace )?function (\w+)/gm)].at(-1)
  return last === undefined || before.indexOf('\nend $$;', last.index) >= 0 ? undefined : last[1]
}

/** Migrations after that of the mutant which put another function in the place of the one that it changes. */
function replacedBy({ file, found }: (typeof mutants)[number]): string[] {
  const folder = 'lib/db/migrations'
  if (!file.startsWith(folder)) return []
  const text = readFileSync(resolve(top, file), 'utf8')
  const name = functionAround(text, text.indexOf(found))
  if (name === undefined) return []
  return readdirSync(resolve(top, folder))
    .filter((later) => `${folder}/${later}` > file)
    .filter((later) =>
      new RegExp(`^create or replace function ${name}\\(`, 'm').test(readFileSync(resolve(top, folder, later), 'utf8')),
    )
}

test('a guard of the database is taken away where it is made last', () => {
  expect(mutants.flatMap((mutant) => replacedBy(mutant).map((later) => `${mutant.guard}: see ${later}`))).toEqual([])
  const [first] = mutants
  const stale = {
    ...first,
    file: 'lib/db/migrations/0009_freeze.sql',
    found: 'a payment never exceeds what was approved',
  }
  expect(replacedBy(stale as (typeof mutants)[number])).toEqual(['0022_taken_orders.sql'])
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
