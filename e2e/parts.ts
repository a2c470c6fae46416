import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureDatabase } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { startPart } from '../scripts/demo/part.ts'
import { keepSecrets, type Secrets } from '../scripts/demo/secrets.ts'
import { seedDemo } from '../scripts/demo/seed.ts'
import { Forwarder } from './chaos/forwarder.ts'
import { freePort, type PretendCloud, startPretendCloud } from './cloud.ts'

const top = join(import.meta.dirname, '..')
const startsWithinMs = 60_000

/** The console with its demo people, each part of which can be killed and comes back at the same address. */
export type Parts = {
  /** Where browsers reach the console, unless the line is cut. */
  url: string
  databaseUrl: string
  cloud: PretendCloud
  /** The way from browsers to the console. */
  line: { cut(): Promise<void>; mend(): Promise<void> }
  worker: { kill(): Promise<void>; start(): void }
  webPid: number
  close(): Promise<void>
}

/** A Postgres at an address that stays. */
type Postgres = { url(database: string): string; close(): Promise<void> }

type Options = {
  /** Is closed with the other parts. */
  postgres: Postgres
  /** How many of the pretend cloud's seconds pass in one of ours. */
  timeScale: number
  /** Between two looks of the worker at what moves. */
  pollMs: number
}

/** Starts all parts on ports and data of their own. Takes the web part as it was last built; throws where it was not. */
export async function startParts({ postgres, timeScale, pollMs }: Options): Promise<Parts> {
  if (!existsSync(join(top, '.next/BUILD_ID'))) throw new Error('The web part is not built: `npm run build` first')
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-parts-'))
  const [cloud, port] = await Promise.all([startPretendCloud({ timeScale }), freePort()])
  await ensureDatabase(postgres.url('postgres'), 'countersign')
  const databaseUrl = postgres.url('countersign')
  await migrate(databaseUrl)
  const secrets = await keepSecrets(dataDir)
  await seedDemo(databaseUrl, cloud.url, secrets)
  const line = new Forwarder()
  await line.switchTo(port)
  const url = `http://127.0.0.1:${line.port}`
  const env = sharedEnv(secrets, { databaseUrl, url, cloudUrl: cloud.url })
  const run = (name: string, args: string[], more: Record<string, string> = {}) =>
    startPart({ name, args, env: { ...env, ...more }, logFolder: join(dataDir, 'logs') })
  const startWorker = () =>
    run('worker', ['lib/worker/main.ts'], {
      COUNTERSIGN_WORKER_KEY: JSON.stringify(secrets.workerPrivateJwk),
      COUNTERSIGN_SPOOL_DIR: join(dataDir, 'spool'),
      COUNTERSIGN_POLL_MS: String(pollMs),
    })
  let worker = startWorker()
  const web = run('web', ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)])
  await healthy(url)
  return {
    url,
    databaseUrl,
    cloud,
    line: { cut: () => line.close(), mend: () => line.switchTo(port) },
    worker: {
      kill: () => worker.kill(),
      start() {
        worker = startWorker()
      },
    },
    webPid: web.pid ?? 0,
    async close() {
      await Promise.all([worker, web].map((part) => part.kill()))
      await line.close()
      await cloud.stop()
      await postgres.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Addresses = { databaseUrl: string; url: string; cloudUrl: string }

const sharedEnv = ({ sessionSecret, dataKey }: Secrets, { databaseUrl, url, cloudUrl }: Addresses) => ({
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  DATABASE_URL: databaseUrl,
  NEXTAUTH_URL: url,
  NEXTAUTH_SECRET: sessionSecret,
  COUNTERSIGN_DATA_KEY: dataKey,
  COUNTERSIGN_DEMO: '1',
  COUNTERSIGN_SECOND_FACTOR: 'optional',
  COUNTERSIGN_ENDPOINT_OVERRIDES: cloudUrl,
})

async function healthy(url: string): Promise<void> {
  let last = 'no answer'
  for (const until = Date.now() + startsWithinMs; Date.now() < until; await pause(100)) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    if (answer) last = await answer.text()
  }
  throw new Error(`The console is not well: ${last}`)
}
