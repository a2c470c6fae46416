import { sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { request } from '#lib/db/schema.ts'
import { readAnswers } from './health.ts'
import { requestStates } from '#lib/requests/machine.ts'

type Metric = {
  name: string
  help: string
  type: 'gauge' | 'counter'
  values: { labels?: Record<string, string>; value: number }[]
}

/** The state of this process, its pool and the requests, in Prometheus' text format. */
export async function renderMetrics(db: Database): Promise<string> {
  const metrics = [...processMetrics(), ...poolMetrics(db), await requestMetric(db), await answersMetric(db)]
  return metrics.map(render).join('')
}

function processMetrics(): Metric[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  const one = (name: string, help: string, type: Metric['type'], value: number): Metric => ({
    name,
    help,
    type,
    values: [{ value }],
  })
  return [
    one('process_cpu_seconds_total', 'Processor time used.', 'counter', (user + system) / 1e6),
    one('process_resident_memory_bytes', 'Resident memory.', 'gauge', rss),
    one('nodejs_heap_used_bytes', 'Heap in use.', 'gauge', heapUsed),
    one('process_uptime_seconds', 'Time since the start.', 'gauge', process.uptime()),
  ]
}

function poolMetrics({ $client: pool }: Database): Metric[] {
  const { totalCount, idleCount, waitingCount } = pool
  return [
    {
      name: 'countersign_db_connections',
      help: 'Connections of the pool.',
      type: 'gauge',
      values: [
        { labels: { state: 'busy' }, value: totalCount - idleCount },
        { labels: { state: 'idle' }, value: idleCount },
      ],
    },
    {
      name: 'countersign_db_waiting',
      help: 'Queries that wait for a connection.',
      type: 'gauge',
      values: [{ value: waitingCount }],
    },
  ]
}

/** Every state has its line, the empty ones too, so that alarms can count on them. */
async function requestMetric(db: Database): Promise<Metric> {
  const rows = await db
    .select({ state: request.state, count: sql<number>`count(*)::int` })
    .from(request)
    .groupBy(request.state)
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  return {
    name: 'countersign_requests',
    help: 'Requests by state.',
    type: 'gauge',
    values: requestStates.map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 })),
  }
}

async function answersMetric(db: Database): Promise<Metric> {
  const { waiting, unreadable } = await readAnswers(db)
  return {
    name: 'countersign_answers_waiting',
    help: 'Answers of the cloud that wait to be recorded on the disk of a worker, and those that cannot be read.',
    type: 'gauge',
    values: [
      { labels: { state: 'readable' }, value: waiting - unreadable },
      { labels: { state: 'unreadable' }, value: unreadable },
    ],
  }
}

function render({ name, help, type, values }: Metric): string {
  const lines = values.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`)
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}
