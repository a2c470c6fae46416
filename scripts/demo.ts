import { removeEmbedded } from '#lib/db/embedded.ts'
import { PostgresUnavailable } from '#lib/db/postgres-failure.ts'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { Console, forget } from './demo/console.ts'
import { inWords, LaunchError } from './demo/launch-error.ts'
import { readSettings } from './demo/settings.ts'

// `npm run demo`: everything on embedded parts, until Ctrl-C.

let running: Console | undefined
let isLeaving = false

// A closed terminal must not end us before the parts are stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
// npm passes signals on, but cannot when it is killed itself; then we are given to another parent.
if (process.env['npm_lifecycle_event'] !== undefined) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void leave(0), 1000).unref()
}

try {
  await run()
} catch (thrown) {
  await fail(thrown)
}

async function run(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2))
  if (settings.reset) await startAfresh(settings.dataDir, settings.databaseUrl)
  const startedAt = performance.now()
  running = new Console({
    ...settings,
    progress: (part, seconds) => console.log(`  ✓ ${part.padEnd(14)} ${seconds.toFixed(1).padStart(5)} s`),
    tell: (words) => console.log(`  ${words}`),
  })
  console.log('Starting Countersign')
  await running.start()
  if (isLeaving) return
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`\nCountersign is ready: ${running.url}\n`)
  console.log(`Sign in (the password is ${demoPassword} for each):`)
  for (const { email, role } of demoPeople) console.log(`  ${email.padEnd(20)} ${role}`)
  console.log(`\nStarted in ${seconds} s. Data and logs: ${settings.dataDir}. Ctrl-C stops everything.`)
  await running.failed
}

async function startAfresh(dataDir: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl !== undefined)
    throw new LaunchError(
      '--reset removes no data of your own Postgres. Empty that database yourself, then start again.',
    )
  console.log(`Removing the data of earlier runs in ${dataDir}`)
  await removeEmbedded(dataDir)
  forget(dataDir)
}

async function fail(thrown: unknown): Promise<void> {
  // What fails while the parts are being stopped is a consequence, not a cause.
  if (isLeaving) return
  const error = inWords(thrown)
  const isExpected = error instanceof LaunchError || error instanceof PostgresUnavailable
  console.error(`\n${isExpected ? error.message : (error.stack ?? error.message)}`)
  await leave(1)
}

async function leave(code: number): Promise<void> {
  if (isLeaving) return
  isLeaving = true
  if (code === 0) console.log('\nStopping')
  await running?.stop()
  process.exit(code)
}
