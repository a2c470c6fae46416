import { appendFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded into a process before its program (`--import`): three times a minute it collects all garbage and writes what is left to
// the file that LIVE_MEMORY_LOG names.

/** What a process kept `seconds` after its start; sizes in MiB. */
export type LiveMemory = { pid: number; seconds: number; heap: number; resident: number }

const log = process.env['LIVE_MEMORY_LOG']
if (log !== undefined) {
  setFlagsFromString('--expose-gc')
  // The flag makes it so.
  const collect = runInNewContext('gc') as () => void
  const timer = setInterval(() => {
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    const kept: LiveMemory = {
      pid: process.pid,
      seconds: process.uptime(),
      heap: (heapUsed + external) / 2 ** 20,
      resident: rss / 2 ** 20,
    }
    appendFileSync(log, `${JSON.stringify(kept)}\n`)
  }, 20_000)
  timer.unref()
}
