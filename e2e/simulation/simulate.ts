import fc from 'fast-check'
import type { Verdict } from '../chaos/oracle.ts'
import { type Played, play } from './play.ts'
import { type Schedule, anySchedule, describeSchedule } from './schedule.ts'
import { type Lane, usualHorizons } from './world.ts'

export type Simulated = {
  schedules: number
  counts: Verdict['counts']
  states: Record<string, number>
  /** The shortest schedule of each lane that broke a rule, in words, with the seed and path that play it again. */
  failures: string[]
}

type Options = {
  runs: number
  /** The same seed plays the same schedules; each lane has one of its own, counted up from it. */
  seed: number
  /** Plays one schedule again: as a failure told it. */
  path?: string | undefined
  horizons?: typeof usualHorizons
  /** Looks for a shorter schedule where one broke a rule. */
  shrinks?: boolean
  tell?: (done: number) => void
}

/** Plays so many schedules, shared among the lanes, and sums up what became of them. */
export async function simulate(lanes: readonly Lane[], options: Options): Promise<Simulated> {
  const sum: Simulated = { schedules: 0, counts: { ...nothing }, states: {}, failures: [] }
  await Promise.all(
    lanes.map(async (lane, index) => {
      const failure = await simulateIn(lane, { ...options, seed: options.seed + index }, lanes.length, (played) => {
        add(sum, played)
        options.tell?.(sum.schedules)
      })
      if (failure !== undefined) sum.failures.push(failure)
    }),
  )
  return sum
}

async function simulateIn(
  lane: Lane,
  { runs, seed, path, horizons = usualHorizons, shrinks = true }: Options,
  lanes: number,
  hear: (played: Played) => void,
): Promise<string | undefined> {
  const property = fc.asyncProperty(anySchedule, async (schedule) => {
    const played = await play(lane, schedule, horizons)
    hear(played)
    if (played.violations.length > 0) throw new Error([...played.violations, ...played.trace].join('\n'))
  })
  const found = await fc.check(property, {
    numRuns: Math.ceil(runs / lanes),
    seed,
    endOnFailure: !shrinks,
    ...(path !== undefined && { path }),
  })
  if (!found.failed) return undefined
  const [schedule] = found.counterexample ?? []
  const why = found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance)
  return `seed ${found.seed}, path ${found.counterexamplePath}: ${words(schedule)}\n${why}`
}

const words = (schedule: Schedule | undefined): string => (schedule ? describeSchedule(schedule) : 'no schedule')

const nothing: Verdict['counts'] = {
  requests: 0,
  sent: 0,
  accepted: 0,
  refused: 0,
  unknown: 0,
  paymentsUnknown: 0,
  found: 0,
  absent: 0,
  needsHuman: 0,
  paid: 0,
}

function add(sum: Simulated, { counts, states }: Played): void {
  sum.schedules += 1
  // The names are the keys of the counts.
  for (const name of Object.keys(nothing) as (keyof typeof nothing)[]) sum.counts[name] += counts[name]
  for (const [state, count] of Object.entries(states)) sum.states[state] = (sum.states[state] ?? 0) + count
}
