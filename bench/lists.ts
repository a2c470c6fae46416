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
import { type Measure, type Suite, measure, p95 } from './measure.ts'
import { seedInventory } from './seed-inventory.ts'
import { type ListTimes, timeLists } from './time-lists.ts'

const counts = { phoneServers: 10_000, desktops: 50_000, ecsServers: 10_000 }
const rounds = 40
export const budgetMs = 60

/** The lists of resources at the size of a large customer: every filter with every sort. */
export const lists: Suite = {
  name: 'lists',
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
    const server = await startEmbedded({ dataDir, endsWithParent: true, settings: { fsync: 'off' } })
    const url = server.url('bench')
    await ensureDatabase(server.url('postgres'), 'bench')
    await migrate(url)
    const db = openDatabase(url, { app: 'countersign-bench' })
    try {
      const { ctx, accounts } = await twoAccounts(db)
      await seedInventory(db, accounts, counts)
      return slowest(await timeLists(ctx, rounds))
    } finally {
      await db.$client.end()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

/** Somebody who sees two accounts at once: the lists of both must be merged into one order. */
export async function twoAccounts(db: Database): Promise<{ ctx: Context; accounts: string[] }> {
  const [first, second] = [await createAccount(db), await createAccount(db)]
  const person = await createPerson(db, { roles: ['support'], account: first })
  await db.insert(membership).values({ personId: person.id, accountId: second.id, role: 'support' })
  return { ctx: await contextFor(db, person, systemClock), accounts: [first.id, second.id] }
}

/** The slowest filter of each list and sort: all the others are quicker. */
const slowest = (times: readonly ListTimes[]): Measure[] =>
  Object.entries(
    Object.groupBy(times, ({ list, sort }) => `list of ${list} sorted by ${sort}, slowest filter, p95`),
  ).map(([name, looks = []]) =>
    measure({
      name,
      value: Math.max(...looks.map(({ ms }) => p95(ms))),
      unit: 'ms',
      budget: budgetMs,
      better: 'lower',
    }),
  )
