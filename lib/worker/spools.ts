import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSpool, type Spool } from './spool.ts'
import type { WorkerKey } from './worker-key.ts'

/**
 * The spool of a worker with several keys: answers are kept under the first of them, and those that were kept under the others
 * are still recorded. What another key sealed could not be read, so each has a folder of its own. Throws when a folder
 * cannot be used.
 */
export async function openSpools(top: string, keys: readonly WorkerKey[], workerId: string): Promise<Spool> {
  const spools = await Promise.all(
    keys.map(({ mark, spoolKey }) => openSpool(join(top, mark), { key: spoolKey, workerId })),
  )
  const [first] = spools
  if (!first) throw new Error('A worker has at least one key')
  if (spools.length === 1) return first
  return {
    keep: (kept) => first.keep(kept),
    // A name is in one of them: to the others it says nothing.
    release: (name) => spools.forEach((spool) => spool.release(name)),
    drop: async (name) => {
      for (const spool of spools) await spool.drop(name)
    },
    waiting: async () => (await Promise.all(spools.map((spool) => spool.waiting()))).flat(),
  }
}

/** How many answers wait on this host that were kept under keys of these other names. */
export async function answersOfOthers(top: string, keys: readonly WorkerKey[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const folder of await readdir(top, { withFileTypes: true })) {
    const isOther = /^[\da-f]{16}$/.test(folder.name) && keys.every(({ mark }) => mark !== folder.name)
    if (!folder.isDirectory() || !isOther) continue
    const waiting = (await readdir(join(top, folder.name))).filter((name) => name.endsWith('.answer'))
    if (waiting.length > 0) found.set(folder.name, waiting.length)
  }
  return found
}
