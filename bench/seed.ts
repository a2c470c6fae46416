import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { cloudAccount, person } from '#lib/db/schema.ts'
import { million, seedOrders } from './seed-orders.ts'

// Fills a console with what a large customer ordered: npm run seed -- --orders 1000000 --seed 1. The database is that of
// DATABASE_URL, else the built-in one of the demo in DATA_DIR; its accounts and people must be there (start the demo once).
// The worker should rest meanwhile: it would find that the cloud knows none of these orders.

const { values } = parseArgs({ options: { orders: { type: 'string' }, seed: { type: 'string' } } })
const share = Number(values.orders ?? million.orders) / million.orders
const seed = Number(values.seed ?? 1)
if (!(share > 0 && share <= 10) || !Number.isSafeInteger(seed)) {
  console.error('--orders takes a number up to 10000000, --seed a whole number.')
  process.exit(2)
}

const given = process.env['DATABASE_URL']
const server = given ? undefined : await startEmbedded({ dataDir: path.resolve(process.env['DATA_DIR'] ?? '.data') })
const url = given ?? server?.url('countersign') ?? ''
if (server) await ensureDatabase(server.url('postgres'), 'countersign')
await migrate(url)
const db = openDatabase(url, { app: 'countersign-seed' })
try {
  const accounts = await db.select({ id: cloudAccount.id }).from(cloudAccount).orderBy(cloudAccount.createdAt)
  const people = await db.select({ id: person.id }).from(person).orderBy(person.createdAt)
  if (accounts.length === 0 || people.length === 0) throw new Error('There is no account or nobody here yet.')
  await seedOrders(db, {
    accounts: accounts.map(({ id }) => id),
    people: people.map(({ id }) => id),
    counts: {
      orders: Math.round(million.orders * share),
      jobs: Math.round(million.jobs * share),
      audits: Math.round(million.audits * share),
      requests: Math.max(1, Math.round(million.requests * share)),
    },
    seed,
    tell: (words) => console.log(words),
  })
} finally {
  await db.$client.end()
  if (server && !server.isReused) await server.stop()
}
