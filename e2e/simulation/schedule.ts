import fc from 'fast-check'
import { type Act, type Stored, type Wish, acts } from './people.ts'
import { lagMaxMs } from './simulated-cloud.ts'
import { type Fate, fates } from './wire.ts'

// A schedule: what is asked for, what becomes of each call that spends, and what happens in between, and when. It shrinks to
// the shortest one that still breaks a rule: without its turns a purchase simply goes through.

/** Something that happens instead of the next step of whoever is at work. Where it cannot happen, nothing does. */
type Turn =
  /** Whoever is at work stays where it is, and the other one goes on. */
  | { kind: 'other worker' }
  /** The same, and time passes. */
  | { kind: 'sleeps'; ms: number }
  | { kind: 'dies' }
  | { kind: 'time passes'; ms: number }
  | { kind: 'database fails' }
  /** A change is made, but its worker hears that the connection was lost. */
  | { kind: 'answer of the database lost' }
  | { kind: 'lists fail'; ms: number }
  | { kind: 'late call arrives' }
  | { kind: 'delivered'; failed: number }
  | { kind: 'paid elsewhere' }
  | { kind: 'cancelled elsewhere' }
  | { kind: 'bought elsewhere' }
  | { kind: 'price changes'; byMinor: number }
  /** Somebody asks what it costs now: from here on orders cost that. */
  | { kind: 'asked for its price' }
  | { kind: 'balance'; isEnough: boolean }
  /** What it sells from here on is to be paid in another currency. */
  | { kind: 'other currency' }
  | { kind: 'clock is off'; ms: number }
  /** Somebody with the owner's password for the database changes what was approved. */
  | { kind: 'tampered'; part: Stored }
  | { kind: 'person'; act: Act; request: number }
export type { Turn }

export type Schedule = {
  wishes: Wish[]
  fates: Fate[]
  lagMs: number
  turns: Timed[]
}

/** After so many steps of the workers, or when whoever is at work comes to that gate next. */
export type Timed = { after: number | string; turn: Turn }

const seconds = (...values: number[]) => fc.constantFrom(...values.map((value) => value * 1000))
const naps = seconds(1, 30, 61, 95, 600, 1000, 2400, 90_000)

const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'other worker' as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('sleeps' as const), ms: naps }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'dies' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time passes' as const), ms: naps }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'database fails' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'answer of the database lost' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lists fail' as const), ms: seconds(20, 300, 2400) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'late call arrives' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delivered' as const), failed: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'paid elsewhere' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'cancelled elsewhere' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'bought elsewhere' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('price changes' as const),
      byMinor: fc.constantFrom(-1000, 1, 1000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'asked for its price' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('balance' as const), isEnough: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock is off' as const), ms: seconds(-90, -30, 30, 59, 1200) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('person' as const),
      // The names are the keys of the table.
      act: fc.constantFrom(...(Object.keys(acts) as Act[])),
      request: fc.nat(1),
    }),
  },
)

const wish: fc.Arbitrary<Wish> = fc.record({
  count: fc.constantFrom(1, 2),
  sizeGib: fc.constantFrom(100, 200),
  disk: fc.constantFrom('SSD' as const, 'GPSSD' as const),
  months: fc.constantFrom(1, 2),
})

/** Any schedule of one or two purchases, which may be equal, or only cost the same. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  wishes: fc.oneof(
    { weight: 2, arbitrary: wish.map((only) => [only]) },
    { weight: 1, arbitrary: wish.map((one) => [one, one]) },
    { weight: 1, arbitrary: wish.map((one): Wish[] => [one, { ...one, disk: one.disk === 'SSD' ? 'GPSSD' : 'SSD' }]) },
    { weight: 1, arbitrary: fc.tuple(wish, wish).map(([one, other]) => [one, other]) },
  ),
  fates: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<Fate>('answered') },
      { weight: 4, arbitrary: fc.constantFrom(...fates) },
      { weight: 2, arbitrary: fc.constant<Fate>('late') },
    ),
    { maxLength: 6 },
  ),
  lagMs: fc.constantFrom(0, 2000, 60_000, lagMaxMs),
  turns: fc.array(fc.record({ after: fc.nat(35), turn }), { maxLength: 14, size: 'max' }),
})

/** The schedule in a line of words, for whoever reads a failure. */
export const describeSchedule = ({ wishes, fates: calls, lagMs, turns }: Schedule): string =>
  [
    `asked: ${wishes.map(({ count, sizeGib, disk, months }) => `${count}×${sizeGib} ${disk} for ${months}`).join(', ')}`,
    `calls: ${calls.join(', ') || 'answered'}`,
    `lag ${lagMs / 1000} s`,
    ...turns.map(({ after, turn: { kind, ...more } }) => `+${after} ${[kind, ...Object.values(more)].join(' ')}`),
  ].join('; ')
