import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { toError } from '../errors.ts'
import { log } from '../log.ts'

/** Which database it is and how far its log has come. */
export const Tide = z.object({ system: z.string(), timeline: z.number(), database: z.number(), position: z.string() })
export type Tide = z.output<typeof Tide>

/** How far the database had come when a worker of this host last looked; outlives workers and restarts of the host. */
export type TideMark = {
  /** Undefined where nobody has looked yet. Throws when the mark cannot be read: then nobody knows what may be missing. */
  read(): Promise<Tide | undefined>
  /** A disk that refuses is no reason to stand still: the workers that are alive remember by themselves. */
  keep(tide: Tide): Promise<void>
}

/** Each write waits for the disk; what is a second old is new enough to tell yesterday from today. */
const keepEveryMs = 1_000

/** Opens the mark in `folder`, made when it is not there. Workers of one host share it; each write replaces the whole. */
export function openTideMark(folder: string): TideMark {
  const file = join(folder, 'database.json')
  let keptAt = -keepEveryMs
  return {
    async read() {
      try {
        return Tide.parse(JSON.parse(await readFile(file, 'utf8')))
      } catch (thrown) {
        const error = toError(thrown)
        if ('code' in error && error.code === 'ENOENT') return undefined
        throw new Error(
          'What is known of the database on this disk cannot be read: look at database.json in the spool',
          {
            cause: thrown,
          },
        )
      }
    },
    async keep(tide) {
      if (performance.now() - keptAt < keepEveryMs) return
      keptAt = performance.now()
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const part = `${file}.${randomUUID()}`
        await writeThrough(part, JSON.stringify(tide))
        await rename(part, file)
      } catch (thrown) {
        log.warn({ error: toError(thrown) }, 'could not note how far the database has come')
      }
    },
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
