import { randomUUID } from 'node:crypto'
import { keptAsText, keptFromText } from '#lib/worker/kept-answer.ts'
import type { Spool } from '#lib/worker/spool.ts'

/** A disk for where none is wanted: what one worker writes, the next on the same `disk` finds. */
export function memorySpool(disk = new Map<string, string>()): Spool {
  const recording = new Set<string>()
  return {
    async keep(kept) {
      const name = randomUUID()
      disk.set(name, keptAsText(kept))
      recording.add(name)
      return name
    },
    release: (name) => {
      recording.delete(name)
    },
    async drop(name) {
      disk.delete(name)
      recording.delete(name)
    },
    async waiting() {
      return [...disk]
        .filter(([name]) => !recording.has(name))
        .map(([name, text]) => ({ name, kept: keptFromText(text) }))
    },
  }
}
