import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What one process counts while it runs. Labels are few and fixed: no ids, no names, no paths. */
export type Numbers = ReturnType<typeof createNumbers>

// The bundles of a web process each have their own copy of this file; what they count is one.
const kept: typeof globalThis & { countersignNumbers?: Numbers } = globalThis

/** The numbers of this process. */
export const numbers = (): Numbers => (kept.countersignNumbers ??= createNumbers())

function createNumbers() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'countersign_http_request_seconds',
      help: 'Requests that the web process answered, by sort (action, api, live, page, static) and status.',
      labelNames: ['sort', 'status'],
      buckets: [0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
      registers,
    }),
    liveStreams: new Gauge({
      name: 'countersign_live_streams',
      help: 'Streams of live events that are open.',
      registers,
    }),
    actions: new Counter({
      name: 'countersign_actions_total',
      help: 'Server actions by what became of them: ok, or the code of the error.',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    cloudCalls: new Histogram({
      name: 'countersign_cloud_call_seconds',
      help: 'Calls to the cloud by service and by what became of them.',
      labelNames: ['service', 'outcome'],
      buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60],
      registers,
    }),
  }
}
