import { sql } from 'drizzle-orm'
import { Gauge, Registry } from 'prom-client'
import { z } from 'zod'
import type { Database } from '#lib/db/client.ts'
import { lookQueue } from '#lib/db/queue.ts'
import { mirrorKinds } from '#lib/inventory/freshness.ts'
import { requestStates } from '#lib/requests/machine.ts'
import { readAnswers } from './health.ts'
import { numbers } from './numbers.ts'

/** What one web process tells Prometheus: its own numbers, and the state of the console as the database has it. */
export async function renderMetrics(db: Database): Promise<string> {
  const state = new Registry()
  const measure = measureInto(state)
  measurePool(db, measure)
  await Promise.all([
    measureRequests(db, measure),
    measureWorkers(db, measure),
    measureMirror(db, measure),
    measureAnswers(db, measure),
  ])
  return `${await numbers().registry.metrics()}\n${await state.metrics()}`
}

type Measure = (name: string, help: string, values: { labels?: Record<string, string>; value: number }[]) => void

const measureInto =
  (registry: Registry): Measure =>
  (name, help, values) => {
    // Prometheus' library would make up a nought.
    if (values.length === 0) return
    const labelNames = [...new Set(values.flatMap(({ labels = {} }) => Object.keys(labels)))]
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] })
    for (const { labels = {}, value } of values) gauge.set(labels, value)
  }

function measurePool({ $client: { totalCount, idleCount, waitingCount } }: Database, measure: Measure): void {
  measure('countersign_db_connections', 'Connections of the pool.', [
    { labels: { state: 'busy' }, value: totalCount - idleCount },
    { labels: { state: 'idle' }, value: idleCount },
  ])
  measure('countersign_db_waiting', 'Queries that wait for a connection.', [{ value: waitingCount }])
}

const RequestRow = z.object({ state: z.string(), count: z.coerce.number(), oldest: z.coerce.number() })

/** Every state has its line, the empty ones too, so that alarms can count on them. */
async function measureRequests(db: Database, measure: Measure): Promise<void> {
  const { rows } = await db.execute(sql`
    select state, count(*) as count, extract(epoch from clock_timestamp() - min(changed_at)) as oldest
    from request group by state`)
  const found = new Map(
    z
      .array(RequestRow)
      .parse(rows)
      .map((row) => [row.state, row]),
  )
  const byState = (read: (row: z.output<typeof RequestRow>) => number) =>
    requestStates.map((state) => {
      const row = found.get(state)
      return { labels: { state }, value: row ? read(row) : 0 }
    })
  measure(
    'countersign_requests',
    'Requests by state.',
    byState(({ count }) => count),
  )
  measure(
    'countersign_request_oldest_seconds',
    'How long the request has been in its state that has been there longest; 0 where there is none.',
    byState(({ oldest }) => oldest),
  )
}

const WorkersRow = z.tuple([
  z.object({
    alive: z.coerce.number(),
    seen: z.coerce.number().nullable(),
    waiting: z.coerce.number(),
    stopped: z.coerce.number(),
    frozen: z.coerce.number(),
  }),
])

async function measureWorkers(db: Database, measure: Measure): Promise<void> {
  const { rows } = await db.execute(sql`
    select (select count(*) from worker_heartbeat where seen_at > clock_timestamp() - interval '30 seconds') as alive,
      (select extract(epoch from clock_timestamp() - max(seen_at)) from worker_heartbeat) as seen,
      (select count(*) from pgboss.job where name = ${lookQueue} and state in ('created', 'retry')) as waiting,
      (select count(*) from purchase_switch where stopped_at is not null) as stopped,
      (select count(*) from purchase_switch where frozen_at is not null) as frozen`)
  const [{ alive, seen, waiting, stopped, frozen }] = WorkersRow.parse(rows)
  measure('countersign_workers', 'Workers that were heard of within 30 seconds.', [{ value: alive }])
  const age = seen === null ? [] : [{ value: seen }]
  measure('countersign_worker_seen_seconds', 'How long ago a worker was last heard of.', age)
  measure('countersign_queue_messages', 'Messages that wait for a worker.', [{ value: waiting }])
  measure('countersign_purchases_stopped', 'Whether purchases are stopped, by people or after a restore.', [
    { labels: { why: 'any' }, value: stopped },
    { labels: { why: 'restored' }, value: frozen },
  ])
}

const MirrorRow = z.object({ kind: z.string(), lag: z.coerce.number().nullable() })

async function measureMirror(db: Database, measure: Measure): Promise<void> {
  const { rows } = await db.execute(sql`
    select s.kind, max(extract(epoch from clock_timestamp() - s.as_of)) as lag
    from sync_state s join cloud_account a on a.id = s.account_id and a.state = 'active'
    group by s.kind`)
  const lags = new Map(
    z
      .array(MirrorRow)
      .parse(rows)
      .map(({ kind, lag }) => [kind, lag]),
  )
  measure(
    'countersign_poll_lag_seconds',
    'How old the picture of the active account is that was looked at longest ago, by what was looked at.',
    mirrorKinds.flatMap((kind) => {
      const lag = lags.get(kind) ?? null
      return lag === null ? [] : [{ labels: { kind }, value: lag }]
    }),
  )
}

async function measureAnswers(db: Database, measure: Measure): Promise<void> {
  const { waiting, unreadable } = await readAnswers(db)
  measure(
    'countersign_answers_waiting',
    'Answers of the cloud that wait to be recorded on the disk of a worker, and those that cannot be read.',
    [
      { labels: { state: 'readable' }, value: waiting - unreadable },
      { labels: { state: 'unreadable' }, value: unreadable },
    ],
  )
}
