import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Suite, measure } from './measure.ts'
import { openStand, type Stand, statesOf } from './stand.ts'

const minutes = 60
const warmUpMinutes = 15
/** Between two purchases. */
const everyMs = 2_000
const sampleMs = 5_000
/** Each hits one call in a hundred, reads and writes alike: five in a hundred in all. */
const faults = ['status-504', 'reset', 'throttled', 'malformed-json', 'status-500'] as const

/** An hour of purchases where every twentieth call of the cloud goes wrong: what the workers' memory does meanwhile. */
export const soak: Suite = {
  name: 'soak',
  isLong: true,
  async run() {
    const stand = await openStand()
    try {
      for (const fault of faults) await stand.cloud.control('faults', { fault, times: null, share: 0.01 })
      stand.crew.hire(2)
      const [first, second] = stand.crew.pids
      if (first === undefined || second === undefined) throw new Error('Two workers were hired')
      const samples = await sampled(stand, [first, second])
      const states = await statesOf(stand.db)
      return [first, second].map((pid, index) =>
        measure({
          name: `memory of worker ${index + 1} over an hour with 5 % faults, slope after ${warmUpMinutes} minutes`,
          value: slopePerHour(samples.filter((row) => row.pid === pid)),
          unit: 'MiB/h',
          budget: 2,
          better: 'lower',
          detail: `${levels(samples.filter((row) => row.pid === pid))}; requests: ${states}`,
        }),
      )
    } finally {
      await stand.close()
    }
  },
}

type Sample = { pid: number; hours: number; mib: number }

/** Keeps asking for purchases and notes the resident memory of the workers. */
async function sampled(stand: Stand, pids: readonly number[]): Promise<Sample[]> {
  const from = performance.now()
  const samples: Sample[] = []
  const passed = () => performance.now() - from
  const isOver = () => passed() > minutes * 60_000
  const asking = async () => {
    for (let index = 0; !isOver(); index += 1) {
      // A review that meets a fault is asked again by the next one.
      await stand.approvePurchase(index).catch(() => undefined)
      await pause(everyMs)
    }
  }
  const sampling = async () => {
    while (!isOver()) {
      for (const pid of pids) samples.push({ pid, hours: passed() / 3_600_000, mib: await residentMib(pid) })
      await pause(sampleMs)
    }
  }
  await Promise.all([asking(), sampling()])
  return samples
}

/** Throws when the process is gone: a worker that had to be replaced has failed the soak. */
async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kib === undefined) throw new Error(`The worker ${pid} has no memory any more`)
  return Number(kib) / 1024
}

/** Least squares over what comes after the warm-up. */
function slopePerHour(samples: readonly Sample[]): number {
  const steady = samples.filter(({ hours }) => hours * 60 > warmUpMinutes)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [atHours, atMib] = [mean(steady.map(({ hours }) => hours)), mean(steady.map(({ mib }) => mib))]
  const covariance = steady.reduce((sum, { hours, mib }) => sum + (hours - atHours) * (mib - atMib), 0)
  return covariance / steady.reduce((sum, { hours }) => sum + (hours - atHours) ** 2, 0)
}

function levels(samples: readonly Sample[]): string {
  const at = (minute: number) => samples.find(({ hours }) => hours * 60 >= minute)?.mib.toFixed(0) ?? '?'
  return [warmUpMinutes, 30, 45, minutes - 1].map((minute) => `${at(minute)} MiB at ${minute} min`).join(', ')
}
