import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#lib/clock.ts'
import type { Context } from '#lib/context.ts'
import { openDatabase, type Database } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { membership } from '#lib/db/schema.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import {
  type Compared,
  compareDepth,
  compareWays,
  type Depth,
  type Looking,
  timed,
  type Way,
  wholeRounds,
} from './compare-ways.ts'
import { exportPeak } from './export-peak.ts'
import { type Measure, measure, median, p95, type Suite } from './measure.ts'
import { seedInventory } from './seed-inventory.ts'
import { million, type OrderCounts, seedOrders, tenThousand } from './seed-orders.ts'
import { jobWays } from './job-ways.ts'
import { type ListWeb, openListWeb } from './list-web.ts'
import { orderCombinations, orderCounts, orderNarrowings, orderWays } from './order-ways.ts'
import { type Looks, timeSearch } from './time-search.ts'

// Of two equal things the p95 of forty looks of one is often beyond 1.5 times that of the other: with fifty it seldom is, and with
// three times as many, which a way gets that seems to be, hardly ever (decisions 040 and 042).
const rounds = 50

type Filled = { db: Database; url: string; ctx: Context; accounts: string[]; people: string[] }

/** The lists of orders and jobs, the search and the export, at a million orders beside the same at ten thousand. */
export const orders: Suite = {
  name: 'orders',
  isLong: true,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
    const server = await startEmbedded({
      dataDir,
      endsWithParent: true,
      settings: { fsync: 'off', shared_buffers: '1GB' },
    })
    const made: Filled[] = []
    try {
      const from = performance.now()
      for (const counts of [tenThousand, million]) {
        const name = `bench_${counts.orders}`
        await ensureDatabase(server.url('postgres'), name)
        made.push(await fill(server.url(name), counts))
      }
      const [small, large] = made
      if (!small || !large) throw new Error('Nothing was filled')
      const minutes = (performance.now() - from) / 60_000
      return [
        measure({ name: 'seeding 1,000,000 orders', value: minutes, unit: 'min', budget: 10, better: 'lower' }),
        ...(await listMeasures(small, large)),
        ...searchMeasures(await timeSearch(large.ctx, rounds)),
        await exportPeak(large),
      ]
    } finally {
      for (const { db } of made) await db.$client.end()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

export async function fill(url: string, counts: OrderCounts): Promise<Filled> {
  await migrate(url)
  const db = openDatabase(url, { app: 'countersign-bench' })
  const accounts: string[] = []
  for (let nth = 0; nth < 5; nth++) accounts.push((await createAccount(db, { name: `Account ${nth}` })).id)
  const people: string[] = []
  for (let nth = 0; nth < 20; nth++) people.push((await createPerson(db, { name: `Person ${nth}` })).id)
  const support = await createPerson(db, { name: 'Support' })
  await db
    .insert(membership)
    .values(
      [support.id, ...people].flatMap((personId) =>
        accounts.map((accountId) => ({ personId, accountId, role: 'support' as const })),
      ),
    )
  await seedOrders(db, { accounts, people, counts })
  const share = counts.orders / million.orders
  await seedInventory(db, accounts, {
    phoneServers: 10_000 * share,
    desktops: 50_000 * share,
    ecsServers: 10_000 * share,
  })
  return { db, url, ctx: await contextFor(db, support, systemClock), accounts, people }
}

/** What the pages of orders and jobs ask for, at both sizes in turns: whole requests, as browsers send them. */
async function listMeasures(small: Filled, large: Filled): Promise<Measure[]> {
  const webs = [await openListWeb(small), await openListWeb(large)] as const
  try {
    const ways = async (web: ListWeb, of: Filled) => ({
      // First: what runs is on time for some minutes only.
      jobs: await jobWays(web, of.ctx),
      orders: orderWays(web, orderNarrowings(of)),
      combined: orderWays(web, orderCombinations),
      counts: orderCounts(web, [...orderNarrowings(of), ...orderCombinations]),
    })
    const [least, most] = [await ways(webs[0], small), await ways(webs[1], large)]
    const looksAt = async (name: keyof typeof most, looking: Looking = { rounds, isClear }) =>
      compareWays(least[name], most[name], looking)
    return [
      ...sized('jobs, every filter and sort', await looksAt('jobs')),
      ...sized('orders, every filter and sort', await looksAt('orders')),
      together(await looksAt('combined', { rounds: wholeRounds })),
      slowestOf('orders, counted apart from the page', await counted(most.counts)),
      ...(await depthMeasures(webs[1])),
    ]
  } finally {
    for (const web of webs) await web.stop()
  }
}

/** What a look may take at a million beside ten thousand. */
const timesMax = 1.5

const ratioOf = ({ large, small }: Compared): number => p95(large) / p95(small)

/** A way that seems to take too long is looked at longer: all of its looks count. */
const isClear = (times: Compared): boolean => ratioOf(times) <= timesMax

const isComparable = ({ shown }: Compared): boolean => shown.small > 0 || shown.whole === 0

/** Chosen to be hard: what they may take is asked for, and what they grow by is told. */
function together(looks: readonly Compared[]): Measure {
  const comparable = looks.filter(isComparable)
  const near = comparable.filter((look) => ratioOf(look) <= timesMax)
  const middle = median(comparable.map(ratioOf)).toFixed(2)
  return slowestOf(
    'orders, several filters together',
    looks,
    `${near.length} of ${comparable.length} within ${timesMax} × of 10,000, the middle one ${middle} ×`,
  )
}

/** The slowest way of looking, and how many ways take no longer than they may beside the same at ten thousand. */
function sized(name: string, looks: readonly Compared[]): Measure[] {
  // Where nothing is found of ten thousand there is no page to compare.
  const comparable = looks.filter(isComparable)
  const byRatio = comparable.toSorted((one, other) => ratioOf(other) - ratioOf(one))
  const beyond = byRatio.filter((look) => ratioOf(look) > timesMax)
  for (const look of beyond) console.log(`  ${ratioOf(look).toFixed(2)} × ${wordsOf(look)}`)
  const [most] = byRatio
  const ratios = byRatio.map(ratioOf)
  return [
    slowestOf(name, looks),
    measure({
      name: `${name}: p95 at 1,000,000 beside 10,000, the way that grows most`,
      detail: `${most ? wordsOf(most) : ''}; ${comparable.length - beyond.length} of ${comparable.length} ways within ${timesMax} ×, the middle one ${median(ratios).toFixed(2)} ×; ${looks.length - comparable.length} find nothing of 10,000`,
      value: ratios[0] ?? Infinity,
      unit: '×',
      budget: timesMax,
      better: 'lower',
      ...(most && { sides: { ours: p95(most.large), other: p95(most.small) } }),
    }),
  ]
}

const wordsOf = ({ words, large, small, shown }: Compared): string =>
  `${words} (${p95(large).toFixed(1)} beside ${p95(small).toFixed(1)} ms, ${shown.small} rows)`

function slowestOf(name: string, looks: readonly Pick<Compared, 'words' | 'whole'>[], more?: string): Measure {
  const slowest = looks.toSorted((one, other) => p95(other.whole) - p95(one.whole))[0]
  return measure({
    name: `${name}: slowest p95`,
    detail: [slowest?.words ?? '', ...(more === undefined ? [] : [more])].join('; '),
    value: slowest ? p95(slowest.whole) : Infinity,
    unit: 'ms',
    budget: 60,
    better: 'lower',
  })
}

async function counted(ways: readonly Way[]): Promise<Pick<Compared, 'words' | 'whole'>[]> {
  const looks = []
  for (const way of ways) {
    const whole: number[] = []
    for (let round = 0; round < wholeRounds; round++) whole.push(await timed(way, {}))
    looks.push({ words: way.words, whole })
  }
  return looks
}

const farPages = 100

/** The hundredth page beside the first, in turns. */
async function depthMeasures(web: ListWeb): Promise<Measure[]> {
  const found: (Depth | undefined)[] = []
  for (const way of orderWays(web, [{}, { status: 'completed' }]))
    found.push(await compareDepth(way, wholeRounds, farPages))
  const ways = found.filter((each) => each !== undefined)
  const slowest = ways.toSorted((a, b) => p95(b.far) - p95(a.far))[0]
  const sides = { ours: median(ways.map(({ far }) => p95(far))), other: median(ways.map(({ first }) => p95(first))) }
  return [
    measure({
      name: 'orders, a page far in: slowest p95',
      detail: slowest?.words ?? '',
      value: slowest ? p95(slowest.far) : Infinity,
      unit: 'ms',
      budget: 60,
      better: 'lower',
    }),
    measure({
      name: `orders, page ${farPages} beside the first: p95, the middle of ${ways.length} ways`,
      value: sides.ours / sides.other,
      unit: '×',
      // What two equal things differ by on a machine with other work.
      budget: 1.1,
      better: 'lower',
      sides,
    }),
  ]
}

const searchMeasures = (looks: Looks): Measure[] =>
  [...looks].map(([kind, { ms }]) =>
    measure({
      name: `search at 1,000,000 orders: ${kind}, p95`,
      value: p95(ms),
      unit: 'ms',
      budget: 30,
      better: 'lower',
    }),
  )
