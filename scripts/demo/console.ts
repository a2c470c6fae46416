import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { type EmbeddedPostgres, ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { build, isBuilt } from './build.ts'
import { LaunchError } from './launch-error.ts'
import { type Part, startPart } from './part.ts'
import { requireFreePort } from './ports.ts'
import { keepSecrets, type Secrets } from './secrets.ts'
import { seedDemo } from './seed.ts'
import type { DemoSettings } from './settings.ts'

export type ConsoleOptions = Omit<DemoSettings, 'reset'> & {
  /** Takes `.next` as it is, e.g. where a test run has just built it. */
  skipBuild?: boolean
  /** More environment for the worker: horizons, kill points. */
  workerEnv?: Record<string, string>
  /** Hears of each part that stands, with the seconds it took. */
  progress?: (part: string, seconds: number) => void
  /** Hears what a person should know. */
  tell?: (words: string) => void
}

const healthPatienceMs = 60_000

/**
 * The pretend cloud's hours are short, so what it did not answer is decided sooner: half an hour of its time, but long
 * enough (two minutes) for a person to see it happen.
 */
const absentAfterMs = (timeScale: number): number =>
  Math.round(Math.min(1_800_000, Math.max(120_000, 1_800_000 / timeScale)))

/** All parts of the console on this machine, as the demo and the browser tests start them. */
export class Console {
  readonly url: string
  readonly emulatorUrl: string
  databaseUrl = ''
  readonly #options: ConsoleOptions
  readonly #parts: Part[] = []
  readonly #failure = Promise.withResolvers<never>()
  #postgres: EmbeddedPostgres | undefined
  #stopping: Promise<void> | undefined

  constructor(options: ConsoleOptions) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.port}`
    this.emulatorUrl = `http://127.0.0.1:${options.emulatorPort}`
    // Whoever waits for it hears of it; without a listener Node would end the process instead.
    this.#failure.promise.catch(() => undefined)
  }

  /** Rejects when a part ends by itself, with its last words. Never resolves. */
  get failed(): Promise<never> {
    return this.#failure.promise
  }

  /** Starts everything; resolves when the console answers that it is well. Throws LaunchError or PostgresUnavailable. */
  async start(): Promise<void> {
    const { port, emulatorPort, dataDir } = this.#options
    await requireFreePort(port, 'the web part', 'PORT')
    await requireFreePort(emulatorPort, 'the pretend cloud', 'EMULATOR_PORT')
    mkdirSync(dataDir, { recursive: true })
    const secrets = await keepSecrets(dataDir)
    await Promise.race([this.failed, Promise.all([this.#build(secrets), this.#startBehind(secrets)])])
    await Promise.race([this.failed, this.#startWeb(secrets)])
  }

  /** Stops everything, the database last. Safe to call at any moment and more than once. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll()
    return this.#stopping
  }

  async #stopAll(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.stop()))
    await this.#postgres?.stop()
  }

  async #build({ actionsKey }: Secrets): Promise<void> {
    if (this.#options.skipBuild || isBuilt()) return
    await this.#timed('Web build', () => build(actionsKey, this.#logFolder, (part) => this.#parts.push(part)))
  }

  /** Everything behind the web part. */
  async #startBehind(secrets: Secrets): Promise<void> {
    const [databaseUrl] = await Promise.all([
      this.#timed('Postgres', () => this.#startDatabase()),
      this.#timed('Pretend cloud', () => this.#startEmulator()),
    ])
    this.databaseUrl = databaseUrl
    await this.#timed('Demo data', () => seedDemo(databaseUrl, this.emulatorUrl, secrets))
    await this.#timed('Worker', async () => {
      this.#run('worker', ['lib/worker/main.ts'], {
        ...this.#sharedEnv(secrets),
        COUNTERSIGN_WORKER_KEY: JSON.stringify(secrets.workerPrivateJwk),
        COUNTERSIGN_SPOOL_DIR: path.join(this.#options.dataDir, 'spool'),
        COUNTERSIGN_ABSENT_AFTER_MS: String(absentAfterMs(this.#options.timeScale)),
        COUNTERSIGN_POLL_MS: '2000',
        ...this.#options.workerEnv,
      })
    })
  }

  async #startDatabase(): Promise<string> {
    const { dataDir, databaseUrl, tell = () => {} } = this.#options
    let url = databaseUrl
    if (url === undefined) {
      const postgres = await startEmbedded({ dataDir, tell })
      if (this.#stopping) await postgres.stop()
      if (postgres.isReused) await requireUnused(postgres.url('postgres'), dataDir)
      this.#postgres = postgres
      await ensureDatabase(postgres.url('postgres'), 'countersign')
      url = postgres.url('countersign')
    }
    try {
      await migrate(url)
    } catch (error) {
      throw databaseRefusal(error, databaseUrl !== undefined)
    }
    return url
  }

  async #startEmulator(): Promise<void> {
    const { emulatorPort, dataDir, timeScale } = this.#options
    this.#run('emulator', ['emulator/main.ts'], {
      EMULATOR_PORT: String(emulatorPort),
      EMULATOR_HOST: '127.0.0.1',
      EMULATOR_DATA_FILE: path.join(dataDir, 'emulator.json'),
      TIME_SCALE: String(timeScale),
    })
    await answers(`${this.emulatorUrl}/_control/health`, healthPatienceMs)
  }

  async #startWeb(secrets: Secrets): Promise<void> {
    await this.#timed('Web', async () => {
      const { port } = this.#options
      this.#run('web', ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)], {
        ...this.#sharedEnv(secrets),
        COUNTERSIGN_WORKER_KEY: undefined,
      })
      const unwell = await answers(`${this.url}/api/health`, healthPatienceMs)
      if (unwell) throw new LaunchError(`The console answers, but it is not well: ${unwell}`)
    })
  }

  #sharedEnv({ sessionSecret, dataKey, workerPublicJwk }: Secrets): Record<string, string> {
    return {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: this.databaseUrl,
      NEXTAUTH_URL: this.url,
      NEXTAUTH_SECRET: sessionSecret,
      COUNTERSIGN_DATA_KEY: dataKey,
      COUNTERSIGN_WORKER_PUBLIC_KEY: JSON.stringify(workerPublicJwk),
      COUNTERSIGN_DEMO: '1',
      COUNTERSIGN_SECOND_FACTOR: 'optional',
      COUNTERSIGN_ENDPOINT_OVERRIDES: this.emulatorUrl,
    }
  }

  get #logFolder(): string {
    return path.join(this.#options.dataDir, 'logs')
  }

  #run(name: string, args: string[], env: Record<string, string | undefined>): void {
    if (this.#stopping) return
    const part = startPart({ name, args, env, logFolder: this.#logFolder })
    this.#parts.push(part)
    void this.#watch(part)
  }

  async #watch(part: Part): Promise<void> {
    const code = await part.ended
    if (this.#stopping) return
    const how = code === null ? 'was killed' : `ended by itself (exit code ${code})`
    this.#failure.reject(new LaunchError(`The part "${part.name}" ${how}. Its last words:\n${part.lastWords()}`))
  }

  async #timed<T>(part: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    const value = await work()
    this.#options.progress?.(part, (performance.now() - startedAt) / 1000)
    return value
  }
}

/** Removes what earlier runs kept in `dataDir`, apart from the built-in Postgres, which removes itself. */
export function forget(dataDir: string): void {
  for (const name of ['secrets.json', 'emulator.json', 'logs', 'postgres.json', 'spool'])
    rmSync(path.join(dataDir, name), { recursive: true, force: true })
}

/** Two demos on one data folder would stop each other's database. Parts of a killed one get a moment to end. */
async function requireUnused(adminUrl: string, dataDir: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const until = Date.now() + 6000; ; await delay(200)) {
      const { rowCount } = await client.query(
        "select from pg_stat_activity where application_name in ('countersign-web', 'countersign-worker')",
      )
      if (rowCount === 0) return
      if (Date.now() > until)
        throw new LaunchError(
          `Another demo runs on the same data (${dataDir}). Stop it, or give this one its own: DATA_DIR=.data2 npm run demo`,
        )
    }
  } finally {
    await client.end()
  }
}

/** Resolves with nothing once `url` answers 200, or with its last answer when that never comes. */
async function answers(url: string, patienceMs: number): Promise<string | undefined> {
  let last = 'no answer'
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(100)) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
      last = await response.text()
      if (response.ok) return undefined
    } catch {
      // Not listening yet.
    }
  }
  return last
}

function databaseRefusal(error: unknown, isOwn: boolean): unknown {
  if (!isOwn) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new LaunchError(`The Postgres that DATABASE_URL names cannot be used: ${reason}`, error)
}
