import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '#lib/db/embedded.ts'
import { startParts } from '../e2e/parts.ts'
import { LiveClient } from './live-client.ts'
import { LiveWorld, type Reader, waitUntil } from './live-world.ts'
import { type Measure, measure, median, p95, type Suite } from './measure.ts'
import { usageOf } from './process-usage.ts'

const browsers = 200
/** As in production. */
const pollMs = 10_000
const orders = 24
const changes = 100
const everyMs = 1_200
/** How many changes all browsers show in the list. */
const changesShownByAll = 10
/** Changes a second while everybody is cut off again and again. */
const changesPerSecond = 50
const cuts = 5

/** Two hundred browsers on one web process: how late they see a change in the cloud, what that costs, what a cut loses. */
export const live: Suite = {
  name: 'live',
  isLong: true,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
    const server = await startEmbedded({ dataDir, endsWithParent: true })
    const postgres = { url: server.url, close: () => server.stop() }
    const parts = await startParts({ postgres, timeScale: 1, pollMs })
    try {
      const world = await LiveWorld.open(parts, orders)
      const measures = await measureLive(world)
      await world.close()
      return measures
    } finally {
      await parts.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function measureLive(world: LiveWorld): Promise<Measure[]> {
  const idle = usageOf(world.parts.webPid)
  const clients = world.cookies.flatMap((cookie) =>
    Array.from({ length: browsers / world.cookies.length }, () => new LiveClient({ url: world.parts.url, cookie })),
  )
  await Promise.all(clients.map((client) => client.open()))
  const reader = await world.reader(0)
  await reader.client.open()
  const [from, startedAt] = [usageOf(world.parts.webPid), performance.now()]
  const seen = await followChanges(world, reader)
  const until = usageOf(world.parts.webPid)
  const cpu = (100 * (until.cpuSeconds - from.cpuSeconds)) / ((performance.now() - startedAt) / 1000)
  reader.client.close()
  const lost = await cutAll(world, clients)
  for (const client of clients) client.close()
  return [
    ...latencies(seen),
    ...(await allShow(world)),
    measure({
      name: `memory of the web process with ${browsers} browsers`,
      value: until.residentMib,
      unit: 'MiB',
      budget: 512,
      better: 'lower',
      detail: `${idle.residentMib.toFixed(0)} MiB before they came`,
    }),
    measure({
      name: `processor of the web process with ${browsers} browsers, of one core`,
      value: cpu,
      unit: '%',
      budget: 25,
      better: 'lower',
    }),
    lost,
  ]
}

type Seen = { cloud: number; database: number; browser: number }

/** Changes the amounts of orders in the cloud, one after the other, and notes when each is where. */
async function followChanges(world: LiveWorld, reader: Reader): Promise<Seen[]> {
  const made: { orderId: string; fen: number; cloud: number }[] = []
  for (let nth = 0; nth < changes; nth += 1) {
    const orderId = world.orderIds[nth % orders] ?? ''
    made.push({ orderId, fen: 1_000_000 + nth, cloud: performance.now() })
    await world.parts.cloud.control(`orders/${orderId}`, { amount_fen: 1_000_000 + nth })
    await pause(everyMs * (0.5 + Math.random()))
  }
  for (const { fen } of made) await waitUntil(() => reader.shown.has(fen), 'a change in the browser')
  return made.map(({ orderId, fen, cloud }) => ({
    cloud,
    database: world.announced.find((each) => each.orderId === orderId && each.at > cloud)?.at ?? Infinity,
    browser: reader.shown.get(fen) ?? Infinity,
  }))
}

function latencies(seen: readonly Seen[]): Measure[] {
  const whole = seen.map(({ cloud, browser }) => browser - cloud)
  const toDatabase = seen.map(({ cloud, database }) => database - cloud)
  const toBrowser = seen.map(({ database, browser }) => browser - database)
  const words = (values: number[]) => `${median(values).toFixed(0)} ms in the middle, ${p95(values).toFixed(0)} ms p95`
  return [
    measure({
      name: `a change in the cloud on the screen with ${browsers} browsers open: p95 beyond the poll interval`,
      value: p95(whole) - pollMs,
      unit: 'ms',
      budget: 300,
      better: 'lower',
      detail: `${seen.length} changes, interval ${pollMs} ms: ${words(whole)}; cloud to database ${words(toDatabase)}`,
    }),
    measure({
      name: `a change from the database to the screen with ${browsers} browsers open, p95`,
      value: p95(toBrowser),
      unit: 'ms',
      budget: 300,
      better: 'lower',
      detail: words(toBrowser),
    }),
  ]
}

/** The hardest case: everybody looks at the same list. Its rows come at once, and each reads all of it again later. */
async function allShow(world: LiveWorld): Promise<Measure[]> {
  const readers: Reader[] = []
  for (let nth = 0; nth < browsers; nth += 1) readers.push(await world.reader(nth))
  await Promise.all(readers.map(({ client }) => client.open()))
  const toScreen: number[] = []
  const toRead: number[] = []
  const from = usageOf(world.parts.webPid)
  for (let nth = 0; nth < changesShownByAll; nth += 1) {
    const orderId = world.orderIds[nth] ?? ''
    const fen = 2_000_000 + nth
    const since = performance.now()
    await world.parts.cloud.control(`orders/${orderId}`, { amount_fen: fen })
    await waitUntil(() => readers.every(({ read }) => read.has(fen)), 'a change in all browsers')
    const database = world.announced.find((each) => each.orderId === orderId && each.at > since)?.at ?? 0
    for (const { shown, read } of readers) {
      toScreen.push((shown.get(fen) ?? Infinity) - database)
      toRead.push((read.get(fen) ?? Infinity) - database)
    }
  }
  const cpu = usageOf(world.parts.webPid).cpuSeconds - from.cpuSeconds
  for (const { client } of readers) client.close()
  const words = (took: number[]) =>
    `${median(took).toFixed(0)} ms in the middle, ${Math.max(...took).toFixed(0)} ms at most`
  return [
    measure({
      name: `a change from the database to the screens of ${browsers} browsers that all show the list, p95`,
      value: p95(toScreen),
      unit: 'ms',
      budget: 300,
      better: 'lower',
      detail: words(toScreen),
    }),
    measure({
      name: `until ${browsers} browsers that all show the list have also read all of it again, p95`,
      value: p95(toRead),
      unit: 'ms',
      budget: 3_000,
      better: 'lower',
      detail: `${words(toRead)}; ${((1000 * cpu) / toRead.length).toFixed(1)} ms of processor for each browser and change`,
    }),
  ]
}

/** Cuts every line several times while rows change, and counts what somebody who came back was not told. */
async function cutAll(world: LiveWorld, clients: LiveClient[]): Promise<Measure> {
  const { cookies, parts, database, orderIds } = world
  const witness = new LiveClient({ url: parts.url, cookie: cookies[0] ?? '' })
  await witness.open()
  for (const client of [...clients, witness]) client.told.length = 0
  const over = new AbortController()
  const changing = async () => {
    for (let nth = 0; !over.signal.aborted; nth += 1) {
      const values = [JSON.stringify({ bench: nth }), orderIds[nth % orders]]
      await database.query('update cloud_order set raw = raw || $1::jsonb where order_id = $2', values)
      await pause(1000 / changesPerSecond)
    }
  }
  const changed = changing()
  for (let round = 0; round < cuts; round += 1) {
    await pause(1_000)
    for (const client of clients) client.cut()
    await Promise.all(
      clients.map(async (client) => {
        await pause(2_000 * Math.random())
        await client.open()
      }),
    )
  }
  over.abort()
  await changed
  await waitUntil(() => clients.every(({ told }) => told.at(-1) === witness.told.at(-1)), 'the last change')
  const missed = clients.map(({ told }) => witness.told.filter((id) => !told.includes(id)).length)
  const twice = clients.map(({ told }) => told.length - new Set(told).size)
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  witness.close()
  return measure({
    name: `changes that ${browsers} browsers missed when all were cut off ${cuts} times`,
    value: sum(missed),
    unit: 'changes',
    budget: 0,
    better: 'lower',
    detail: `${witness.told.length} changes told to each, ${sum(twice)} told twice, ${sum(clients.map(({ resyncs }) => resyncs))} had to start over`,
  })
}
