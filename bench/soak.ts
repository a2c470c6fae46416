import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import type { LiveMemory } from './live-memory.ts'
import { type Suite, measure } from './measure.ts'
import { openStand, type Stand, statesOf } from './stand.ts'

const minutes = 90
/** A process takes memory for its code, its pools and its young objects until about then, and no more of them later. */
const warmUpMinutes = 30
/** Between two purchases. */
const everyMs = 2_000
/** Each hits one call in a hundred, reads and writes alike: five in a hundred in all. */
const faults = ['status-504', 'reset', 'throttled', 'malformed-json', 'status-500'] as const

/**
 * An hour and a half of purchases where every twentieth call of the cloud goes wrong: what the workers' memory does meanwhile. What
 * is kept is told right after a full collection, and the least of each five minutes counts: the rest is what was just
 * being done. How much a process takes between two collections depends on when V8 thinks one worth its while.
 */
export const soak: Suite = {
  name: 'soak',
  isLong: true,
  async run() {
    const directory = await mkdtemp(join(tmpdir(), 'countersign-soak-'))
    const log = join(directory, 'memory.log')
    const preload = pathToFileURL(join(import.meta.dirname, 'live-memory.ts')).href
    const settings = await deployed(
      'MALLOC_ARENA_MAX',
      'MALLOC_MMAP_THRESHOLD_',
      'MALLOC_TRIM_THRESHOLD_',
      'NODE_OPTIONS',
    )
    const options = [settings['NODE_OPTIONS'], `--import=${preload}`].join(' ')
    const stand = await openStand({ workerEnv: { ...settings, NODE_OPTIONS: options, LIVE_MEMORY_LOG: log } })
    try {
      for (const fault of faults) await stand.cloud.control('faults', { fault, times: null, share: 0.01 })
      stand.crew.hire(2)
      const pids = stand.crew.pids
      await keepAsking(stand)
      const states = await statesOf(stand.db)
      const samples = await samplesOf(log)
      return pids.flatMap((pid, index) => {
        const own = samples.filter((sample) => sample.pid === pid)
        const name = `worker ${index + 1} over an hour with 5 % faults`
        const shared = { unit: 'MiB/h', budget: 2, better: 'lower' } as const
        return [
          measure({
            ...shared,
            name: `live heap of ${name}, slope after ${warmUpMinutes} minutes`,
            value: slopePerHour(leastOf(own), ({ heap }) => heap),
            detail: levels(leastOf(own), ({ heap }) => heap),
          }),
          measure({
            ...shared,
            name: `resident memory of ${name}, slope after ${warmUpMinutes} minutes`,
            value: slopePerHour(own, ({ resident }) => resident),
            detail: `${levels(own, ({ resident }) => resident)}; requests: ${states}`,
          }),
        ]
      })
    } finally {
      await stand.close()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

/** Settings that a deployed worker runs with, as the example of its environment has them. Throws for one that is missing. */
async function deployed(...names: string[]): Promise<Record<string, string>> {
  const file = join(import.meta.dirname, '../deploy/worker.env.example')
  const example = parseEnv(await readFile(file, 'utf8'))
  return Object.fromEntries(
    names.map((name) => {
      const value = example[name]
      if (value === undefined) throw new Error(`deploy/worker.env.example has no ${name}`)
      return [name, value]
    }),
  )
}

async function keepAsking(stand: Stand): Promise<void> {
  const from = performance.now()
  for (let index = 0; performance.now() - from < minutes * 60_000; index += 1) {
    // A review that meets a fault is asked again by the next one.
    await stand.approvePurchase(index).catch(() => undefined)
    await pause(everyMs)
  }
}

type Sample = LiveMemory & { hours: number }

async function samplesOf(log: string): Promise<Sample[]> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n')
  // live-memory.ts wrote it so.
  const rows = lines.map((line) => JSON.parse(line) as LiveMemory)
  return rows.map((row) => ({ ...row, hours: row.seconds / 3600 }))
}

/** Of each five minutes the sample with the smallest heap. */
function leastOf(samples: readonly Sample[]): Sample[] {
  const spans = Map.groupBy(samples, ({ hours }) => Math.floor(hours * 12))
  return [...spans.values()].flatMap((span) => span.toSorted((one, other) => one.heap - other.heap).slice(0, 1))
}

/** Least squares over what comes after the warm-up. */
function slopePerHour(samples: readonly Sample[], mibOf: (sample: Sample) => number): number {
  const steady = samples.filter(({ hours }) => hours * 60 > warmUpMinutes)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [atHours, atMib] = [mean(steady.map(({ hours }) => hours)), mean(steady.map(mibOf))]
  const covariance = steady.reduce((sum, sample) => sum + (sample.hours - atHours) * (mibOf(sample) - atMib), 0)
  return covariance / steady.reduce((sum, { hours }) => sum + (hours - atHours) ** 2, 0)
}

function levels(samples: readonly Sample[], mibOf: (sample: Sample) => number): string {
  const at = (minute: number) => {
    const sample = samples.find(({ hours }) => hours * 60 >= minute)
    return sample ? mibOf(sample).toFixed(0) : '?'
  }
  return [15, warmUpMinutes, 60, minutes - 1].map((minute) => `${at(minute)} MiB at ${minute} min`).join(', ')
}
