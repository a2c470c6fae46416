import { hostname } from 'node:os'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { anchorHead, checkAudit } from '../audit/check.ts'
import { systemClock } from '../clock.ts'
import { actingAs, openDatabase } from '../db/client.ts'
import { lookQueue, queueSchema } from '../db/queue.ts'
import { startComplaint } from '../db/start-complaint.ts'
import { endpointOverrides, spoolFolder, workerEnv } from '../env.ts'
import { toError } from '../errors.ts'
import { settleTallies } from '../insights/settle.ts'
import { readsFor } from '../inventory/reads.ts'
import { log } from '../log.ts'
import { startTracing } from '../metrics/tracing.ts'
import { requireMinimumVersions } from '../minimum-versions.ts'
import { startUpon, startWith } from '../start-with.ts'
import { takeProtoAway } from '../without-proto.ts'
import { spendsFor } from './connect.ts'
import type { KillPoint, WorkerDeps } from './deps.ts'
import { beat } from './heartbeat.ts'
import { Looks } from './looks.ts'
import { every } from './loop.ts'
import { noteIdentity } from './may-buy.ts'
import { tellNeededKeys } from './needed-keys.ts'
import { pollAccounts, timesFor } from './poll.ts'
import { replayAnswers } from './replay.ts'
import { sealOldAnswers } from './seal-old-answers.ts'
import { serveNumbers } from './serve-numbers.ts'
import { openSpools } from './spools.ts'
import { openTideMark } from './tide-mark.ts'
import { parseWorkerKeys } from './worker-key.ts'

// The worker: alone holds the spending key, moves requests, mirrors the cloud. Any number of them run side by side.

takeProtoAway()
startWith(requireMinimumVersions)
const settings = startWith(workerEnv)
const keys = startWith(() => parseWorkerKeys(settings.COUNTERSIGN_WORKER_KEY))
const publicJwks = keys.map(({ publicJwk }) => publicJwk)
const endTracing = await startTracing('worker')
const db = openDatabase(settings.DATABASE_URL, {
  max: 10,
  app: 'countersign-worker',
  part: 'worker',
})
const workerId = `${hostname()}-${process.pid}-${crypto.randomUUID().slice(0, 8)}`

/** Tests stand at this door: they answer late, or never, and end or pause the process meanwhile. */
async function passed(step: KillPoint, requestId: string): Promise<void> {
  if (settings.COUNTERSIGN_CHAOS_URL === '' || settings.NODE_ENV === 'production') return
  const at = new URLSearchParams({ step, requestId, pid: String(process.pid) })
  await fetch(`${settings.COUNTERSIGN_CHAOS_URL}/passed?${at.toString()}`, { method: 'POST' })
}

const deps: WorkerDeps = {
  db,
  clock: systemClock,
  workerId,
  horizons: {
    absentAfterMs: settings.COUNTERSIGN_ABSENT_AFTER_MS,
    pollMs: settings.COUNTERSIGN_POLL_MS,
    sendMs: settings.COUNTERSIGN_SEND_TIMEOUT_MS,
  },
  dataKey: settings.COUNTERSIGN_DATA_KEY,
  spool: await startUpon(
    () => openSpools(spoolFolder(), keys, workerId),
    ({ message }) => message,
  ),
  tideMark: openTideMark(spoolFolder()),
  reads: (accountId) => readsFor(db, accountId),
  spends: (accountId) =>
    spendsFor(db, accountId, {
      privateJwks: keys.map(({ privateJwk }) => privateJwk),
      clock: systemClock,
      overrides: endpointOverrides(),
      sendMs: settings.COUNTERSIGN_SEND_TIMEOUT_MS,
    }),
  passed,
}

const times = timesFor(settings.COUNTERSIGN_SYNC_MS ?? deps.horizons.pollMs)

const stopping = new AbortController()
const Message = z.object({ requestId: z.uuid() })

/** What only keeps up with the cloud lets people and purchases go first. */
const patient: WorkerDeps = { ...deps, reads: (accountId) => readsFor(db, accountId, { isPatient: true }) }
const looks = new Looks(deps, patient)
const boss = new PgBoss({
  connectionString: actingAs('worker', settings.DATABASE_URL),
  schema: queueSchema,
  useListenNotify: true,
  schedule: false,
  migrate: false,
  max: 3,
})
boss.on('error', (error) => log.warn({ workerId, error }, 'the queue stumbled'))
await startUpon(() => boss.start(), startComplaint)
await boss.work(lookQueue, { pollingIntervalSeconds: 2, batchSize: 10 }, async (jobs) => {
  for (const job of jobs) looks.wake(Message.parse(job.data).requestId)
})

await noteIdentity(deps)
await replayAnswers(deps)
await sealOldAnswers(deps)
await beat(deps, publicJwks)
await tellNeededKeys(db, keys, { workerId, spoolFolder: spoolFolder() })
/** When a round of the heartbeat last ended, well or not: a process whose rounds do not end is stuck. */
let beatAt = performance.now()
const stuckAfterMs = 60_000
const loops = [
  every(5_000, stopping.signal, async () => {
    try {
      await beat(deps, publicJwks)
      await noteIdentity(deps)
    } finally {
      beatAt = performance.now()
    }
  }),
  every(Math.min(1_000, deps.horizons.pollMs), stopping.signal, async () => {
    // First what is known already, then what is due: else a request would be looked up whose answer is at hand.
    await replayAnswers(deps)
    await looks.sweep()
  }),
  pollAccounts(patient, times, stopping.signal),
  every(60_000, stopping.signal, () => settleTallies(db)),
  every(60_000, stopping.signal, () => anchorHead(db)),
  every(15_000, stopping.signal, () => checkAudit(db)),
]
const { COUNTERSIGN_METRICS_HOST: host, COUNTERSIGN_METRICS_PORT: port, COUNTERSIGN_METRICS_TOKEN: token } = settings
const door =
  port === undefined
    ? undefined
    : await serveNumbers({ host, port, token }, () => performance.now() - beatAt < stuckAfterMs)
log.info({ workerId }, 'worker is running')

/**
 * Stops claiming, lets what is under way finish, gives its accounts back, and ends. What is not over within the limit is
 * left as a kill leaves it: a call without an answer becomes Not known, and is looked up by the next worker (protocol §2.4).
 */
async function drain(): Promise<void> {
  if (stopping.signal.aborted) return
  const limitMs = settings.COUNTERSIGN_DRAIN_SECONDS * 1000
  setTimeout(() => {
    log.warn({ workerId, ms: limitMs }, 'stopped with work under way')
    process.exit(1)
  }, limitMs)
  stopping.abort()
  await Promise.all([looks.end(), boss.stop({ graceful: true, timeout: limitMs }), ...loops])
  await endTracing()
  door?.close()
  await db.$client.end()
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    drain().catch((error: unknown) => {
      log.error({ workerId, error: toError(error) }, 'could not drain')
      process.exit(1)
    })
  })
}
