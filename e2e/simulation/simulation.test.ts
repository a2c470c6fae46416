import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLanes } from './open-lanes.ts'
import { simulate } from './simulate.ts'
import { usualHorizons } from './world.ts'

let opened: Awaited<ReturnType<typeof openLanes>>

beforeAll(async () => {
  opened = await openLanes(4)
})
afterAll(() => opened.close())

test(
  'three hundred schedules of lost answers, late calls, dying and sleeping workers break no rule',
  { timeout: 600_000 },
  async () => {
    const seed = Number(process.env['SIMULATION_SEED'] ?? 1)
    const { schedules, counts, states, failures } = await simulate(opened.lanes, { runs: 300, seed })
    expect(failures).toEqual([])
    expect(schedules).toBe(300)
    expect(counts.unknown).toBeGreaterThan(50)
    expect(counts.found).toBeGreaterThan(0)
    expect(counts.absent).toBeGreaterThan(0)
    expect(counts.needsHuman).toBeGreaterThan(0)
    expect(Object.keys(states).length).toBeGreaterThan(6)
  },
)

test('the schedules bite: they break a rule when absence is concluded at once', { timeout: 300_000 }, async () => {
  const { failures } = await simulate(opened.lanes.slice(0, 1), {
    runs: 300,
    seed: 1,
    shrinks: false,
    horizons: { ...usualHorizons, absentAfterMs: 0 },
  })
  expect(failures.join('\n')).toMatch(/I21 absent, but bought/)
})
