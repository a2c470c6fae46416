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
import { exportPeak } from './export-peak.ts'
import { type Measure, measure, p95, type Suite } from './measure.ts'
import { seedInventory } from './seed-inventory.ts'
import { million, type OrderCounts, seedOrders, tenThousand } from './seed-orders.ts'
import { timeJobs } from './time-jobs.ts'
import { type Looks, orderCombinations, orderNarrowings, timeOrders } from './time-orders.ts'
import { timeSearch } from './time-search.ts'

const rounds = 21

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
        ...searchMeasures(await timeSearch(large.ctx, 20)),
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
    .values(accounts.map((accountId) => ({ personId: support.id, accountId, role: 'support' as const })))
  await seedOrders(db, { accounts, people, counts })
  const share = counts.orders / million.orders
  await seedInventory(db, accounts, {
    phoneServers: 10_000 * share,
    desktops: 50_000 * share,
    ecsServers: 10_000 * share,
  })
  return { db, url, ctx: await contextFor(db, support, systemClock), accounts, people }
}

async function listMeasures(small: Filled, large: Filled): Promise<Measure[]> {
  const time = async (of: Filled) => ({
    'orders, every filter alone': await timeOrders(of.ctx, orderNarrowings(of), rounds),
    'orders, filters together': await timeOrders(of.ctx, orderCombinations, rounds),
    'orders, a page far in': await timeOrders(of.ctx, [{}, { status: 'completed' }], rounds, 60),
    jobs: await timeJobs(of.ctx, rounds),
  })
  const [least, most] = [await time(small), await time(large)]
  return Object.entries(most).flatMap(([name, looks]) => {
    const beside = Object.entries(least).find(([other]) => other === name)?.[1]
    return beside ? compared(name, beside, looks) : []
  })
}

/** The slowest way of looking, and the one that grew most beside the same at ten thousand. */
function compared(name: string, small: Looks, large: Looks): Measure[] {
  // The people and accounts of the two have other ids, so their looks are paired by place.
  const pairs = [...large].map(([look, { ms }], nth) => {
    const other = [...small.values()][nth]?.ms ?? []
    return { look, ms: p95(ms), ratio: p95(ms) / p95(other), other: p95(other) }
  })
  const slowest = pairs.toSorted((a, b) => b.ms - a.ms)[0]
  const grown = pairs.toSorted((a, b) => b.ratio - a.ratio)[0]
  const within = pairs.filter(({ ratio }) => ratio <= 1.5).length
  return [
    measure({
      name: `${name}: slowest p95`,
      detail: slowest?.look ?? '',
      value: slowest?.ms ?? Infinity,
      unit: 'ms',
      budget: 60,
      better: 'lower',
    }),
    measure({
      name: `${name}: p95 at 1,000,000 beside 10,000, most grown`,
      detail: grown?.look ?? '',
      value: grown?.ratio ?? Infinity,
      unit: '×',
      budget: 1.5,
      better: 'lower',
      ...(grown && { sides: { ours: grown.ms, other: grown.other } }),
    }),
    measure({
      name: `${name}: ways within 1.5 × of 10,000`,
      value: (100 * within) / pairs.length,
      unit: '%',
      budget: 100,
      better: 'higher',
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
