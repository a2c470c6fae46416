import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { jobServices } from '#lib/cloud/services/cloud-job.ts'
import { readCloudJob } from '#lib/cloud/services/read-cloud-job.ts'
import { cloudJob, syncState } from '#lib/db/mirror-schema.ts'
import { pollAccounts, timesFor } from '#lib/worker/poll.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { type Measure, type Suite, measure } from './measure.ts'
import { type ApiCalls, createSyncWorld, type SyncWorld } from './sync-world.ts'

const orders = 100_000
const jobs = { phone_jobs: 600, desktop_jobs: 200, server_jobs: 200 }
const steadyMs = 90_000
/** Billing allows ten calls a second to each of these (billing.md §1). */
const perSecondMax = 10

/** An account of 100,000 orders and 1,000 running jobs, asked as in production, and counted by the cloud that is asked. */
export const sync: Suite = {
  name: 'sync',
  async run() {
    const world = await createSyncWorld()
    try {
      return [...(await firstAndSteady(world)), await jobsAtOnce(world)]
    } finally {
      await world.close()
    }
  },
}

async function firstAndSteady(world: SyncWorld): Promise<Measure[]> {
  const { cloud, db, deps } = world
  await cloud.control('scale', { orders })
  await cloud.control('calls', undefined, 'DELETE')
  const stop = new AbortController()
  const from = performance.now()
  const polling = pollAccounts(deps, timesFor(deps.horizons.pollMs), stop.signal)
  try {
    while (!(await isHistoryRead(world))) await pause(100)
    const minutes = (performance.now() - from) / 60_000
    const first = await world.calls()
    // The details of all those orders take hours by design: the account is measured as it is afterwards.
    await db.execute(sql`update cloud_order set lines_at = clock_timestamp(), asked_count = 1, delivered_count = 1`)
    await pause(5_000)
    await cloud.control('calls', undefined, 'DELETE')
    await pause(steadyMs)
    const steady = await world.calls()
    return [
      measure({ name: 'first sync of 100,000 orders', value: minutes, unit: 'min', budget: 10, better: 'lower' }),
      ...withinLimits(first),
      measure({
        name: 'calls to the cloud for an account at rest',
        value: (total(steady) * 60_000) / steadyMs,
        unit: 'calls/min',
        budget: 30,
        better: 'lower',
      }),
    ]
  } finally {
    stop.abort()
    await polling
  }
}

async function isHistoryRead({ db, accountId }: SyncWorld): Promise<boolean> {
  const [row] = await db
    .select({ isWalking: sql<string | null>`${syncState.progress} ->> 'isWalking'` })
    .from(syncState)
    .where(and(eq(syncState.accountId, accountId), eq(syncState.kind, 'order_history')))
  return row?.isWalking === 'false'
}

/** The API that billing was asked most of, beside what it allows. */
function withinLimits(calls: readonly ApiCalls[]): Measure[] {
  const billing = calls.filter(({ operation }) => /Order|PayPerUse/.test(operation))
  const most = (of: (calls: ApiCalls) => number) => Math.max(0, ...billing.map(of))
  return [
    measure({
      name: 'calls to one billing API in the busiest second of a first sync',
      value: most((api) => api.busiest_second),
      unit: 'calls/s',
      budget: perSecondMax,
      better: 'lower',
    }),
    measure({
      name: 'calls to one billing API in the busiest minute of a first sync',
      value: most((api) => api.busiest_minute),
      unit: 'calls/min',
      budget: perSecondMax * 60,
      better: 'lower',
    }),
  ]
}

const total = (calls: readonly ApiCalls[]): number => calls.reduce((sum, api) => sum + api.calls, 0)

const Made = z.object({
  phone_jobs: z.array(z.object({ job_id: z.string(), request_id: z.string() })),
  server_jobs: z.array(z.object({ job_id: z.string(), server_id: z.string() })),
})

/** One round over a thousand running jobs of three services, beside a question for each of them, in the same run. */
async function jobsAtOnce(world: SyncWorld): Promise<Measure> {
  const { cloud, db, deps, accountId } = world
  await cloud.control('scale', { servers: jobs.server_jobs, desktops: jobs.desktop_jobs })
  const made = Made.parse(await cloud.control('scale', jobs))
  const common = { accountId, kind: 'bench', state: 'running' as const, startedAt: new Date() }
  await db.insert(cloudJob).values([
    ...made.phone_jobs.map((job) => ({
      ...common,
      service: 'cph',
      jobId: job.job_id,
      cloudRequestId: job.request_id,
    })),
    ...made.server_jobs.map((job) => ({ ...common, service: 'ecs', jobId: job.job_id, resourceId: job.server_id })),
  ])
  const round = () => syncNow(deps, accountId, ['ecs_servers', 'jobs'])
  // Those of desktops are found by their type, when its turn comes.
  while ((await db.$count(cloudJob, eq(cloudJob.state, 'running'))) < 1000) await round()
  const ours = await countedBy(world, round)
  const running = await db.select().from(cloudJob).where(eq(cloudJob.state, 'running'))
  const reads = await deps.reads(accountId)
  const other = await countedBy(world, async () => {
    for (const job of running) {
      const service = jobServices.find((each) => each === job.service)
      if (service) await readCloudJob(reads, service, job.jobId)
    }
  })
  return measure({
    name: 'calls for 1,000 running jobs against one call per job',
    value: ours / other,
    unit: '×',
    budget: 1 / 15,
    better: 'lower',
    sides: { ours, other },
  })
}

async function countedBy(world: SyncWorld, work: () => Promise<unknown>): Promise<number> {
  await world.cloud.control('calls', undefined, 'DELETE')
  await work()
  return total(await world.calls())
}
