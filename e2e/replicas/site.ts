import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { keepSecrets } from '../../scripts/demo/secrets.ts'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { type PretendCloud, freePort, startPretendCloud } from '../cloud.ts'
import { Front } from './front.ts'

const top = path.resolve(import.meta.dirname, '../..')

/** One process of the site, which can be restarted as a service manager would. */
export type Replica = {
  name: string
  /** Where it answers, by itself. */
  url: string
  /** Asks it to end, waits until it has, starts it again, and waits until it is ready. Returns how it ended. */
  restart(): Promise<{ code: number | null; drainedMs: number }>
  stop(): Promise<void>
}

/** Two web processes, two workers, and a front, on one Postgres: the console as it runs for real, but for TLS. */
export type Site = {
  url: string
  db: Database
  cloud: PretendCloud
  front: Front
  webs: readonly [Replica, Replica]
  workers: readonly [Replica, Replica]
  metricsToken: string
  close(): Promise<void>
}

/** Starts a site from the build in `.next`. `env` is given to all its processes, and counts before what they are given otherwise. */
export async function openSite(env: Record<string, string> = {}): Promise<Site> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-site-'))
  const [postgres, cloud, secrets] = await Promise.all([
    startEmbedded({ dataDir, endsWithParent: true, settings: { fsync: 'off' } }),
    startPretendCloud(),
    keepSecrets(dataDir),
  ])
  await cloud.control('options', { serverQuota: 1_000_000, throttlePerSecond: 0, unpaidOrderHours: 24 * 30 })
  await cloud.control('deposits', { yuan: 1_000_000_000 })
  await ensureDatabase(postgres.url('postgres'), 'site')
  const databaseUrl = postgres.url('site')
  await migrate(databaseUrl)
  await seedDemo(databaseUrl, cloud.url, secrets)
  const [frontPort, ...ports] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()])
  const url = `http://127.0.0.1:${frontPort}`
  const metricsToken = secrets.actionsKey
  const shared = {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secrets.sessionSecret,
    COUNTERSIGN_DATA_KEY: secrets.dataKey,
    COUNTERSIGN_DEMO: '1',
    COUNTERSIGN_SECOND_FACTOR: 'optional',
    COUNTERSIGN_ENDPOINT_OVERRIDES: cloud.url,
    COUNTERSIGN_METRICS_TOKEN: metricsToken,
    COUNTERSIGN_DRAIN_SECONDS: '30',
    COUNTERSIGN_DRAIN_NOTICE_SECONDS: '2',
    ...env,
  }
  const forWorker = {
    ...shared,
    COUNTERSIGN_WORKER_KEY: JSON.stringify(secrets.workerPrivateJwk),
    COUNTERSIGN_SPOOL_DIR: path.join(dataDir, 'spool'),
    COUNTERSIGN_POLL_MS: '500',
    COUNTERSIGN_SYNC_MS: '2000',
  }
  const web = (name: string, port = 0) =>
    startReplica(name, port, ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)], {
      env: shared,
      readyAt: '/api/health/ready',
    })
  const worker = (name: string, port = 0) =>
    startReplica(name, port, ['lib/worker/main.ts'], {
      env: { ...forWorker, COUNTERSIGN_METRICS_PORT: String(port) },
      readyAt: '/health/live',
    })
  const [one, other, first, second] = await Promise.all([
    web('web 1', ports[0]),
    web('web 2', ports[1]),
    worker('worker 1', ports[2]),
    worker('worker 2', ports[3]),
  ])
  const front = new Front([ports[0] ?? 0, ports[1] ?? 0])
  await front.open(frontPort ?? 0)
  const db = openDatabase(databaseUrl, { app: 'site', max: 4 })
  return {
    url,
    db,
    cloud,
    front,
    webs: [one, other],
    workers: [first, second],
    metricsToken,
    async close() {
      await front.close()
      await Promise.all([one, other, first, second].map((replica) => replica.stop()))
      await db.$client.end()
      await cloud.stop()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function startReplica(
  name: string,
  port: number,
  args: readonly string[],
  { env, readyAt }: { env: Record<string, string>; readyAt: string },
): Promise<Replica> {
  const url = `http://127.0.0.1:${port}`
  const start = async () => {
    const child = spawn(process.execPath, args, {
      cwd: top,
      // A web process refuses to begin with the worker's key, which a test before this one may have left behind.
      env: { ...process.env, COUNTERSIGN_WORKER_KEY: undefined, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await untilReady(`${url}${readyAt}`, child, name)
    return child
  }
  let child = await start()
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    return child.exitCode
  }
  return {
    name,
    url,
    async restart() {
      const began = performance.now()
      const code = await stop()
      const drainedMs = Math.round(performance.now() - began)
      child = await start()
      return { code, drainedMs }
    },
    stop: async () => void (await stop()),
  }
}

async function untilReady(url: string, child: ChildProcess, name: string): Promise<void> {
  for (const until = Date.now() + 60_000; ; await pause(50)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (child.exitCode !== null) throw new Error(`${name} ended before it was ready`)
    if (Date.now() > until) throw new Error(`${name} does not become ready`)
  }
}
