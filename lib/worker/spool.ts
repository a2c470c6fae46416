import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { seal, unseal } from '../auth/secrets.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import { type KeptAnswer, keptAsText, keptFromText } from './kept-answer.ts'

/** Answers of the cloud on this host's disk, which outlive the worker and the database's absence (protocol §2.7). */
export type Spool = {
  /** Writes one down for good and returns its name. Throws when the disk refuses or too many wait. */
  keep(kept: KeptAnswer): Promise<string>
  /** Its writer could not record it: it may be recorded by whoever looks next. */
  release(name: string): void
  /** It is recorded: removes it. */
  drop(name: string): Promise<void>
  /** What waits to be recorded, of this worker and of any other on this host, but for what is being recorded here now. */
  waiting(): Promise<Waiting[]>
}

/** `kept` is undefined when it was torn, changed or sealed by another key: it stays, for a person to look at. */
export type Waiting = { name: string; kept: KeptAnswer | undefined }

/** A worker sends nothing without the database, so what waits is as much as was on its way: this many is a fault. */
const waitingMax = 10_000
/** A write that takes longer than this was its writer's last. */
const partAgeMs = 60_000

const whole = '.answer'
const part = '.part'

/**
 * Opens the spool in `folder`, made when it is not there; `key` is 32 bytes in base64. Each answer is a file of its own: a
 * worker never touches the file that another is writing, so that what the dead left behind needs no lock to be taken over.
 * Throws when the folder cannot be used.
 */
export async function openSpool(folder: string, { key, workerId }: { key: string; workerId: string }): Promise<Spool> {
  await makeFolder(folder)
  const recording = new Set<string>()
  const told = new Set<string>()

  const read = async (name: string): Promise<KeptAnswer | undefined> => {
    try {
      const sealed = await readFile(join(folder, name), 'utf8')
      return keptFromText(unseal(sealed, { spoolId: idIn(name), field: 'spool' }, key))
    } catch (thrown) {
      const error = toError(thrown)
      if ('code' in error && error.code === 'ENOENT') throw error
      if (!told.has(name)) log.error({ workerId, reason: name, error }, 'a kept answer cannot be read')
      told.add(name)
      return undefined
    }
  }

  return {
    async keep(kept) {
      if ((await readdir(folder)).length >= waitingMax) throw new Error('Too many answers wait to be recorded')
      const id = randomUUID()
      const name = `${workerId}.${id}${whole}`
      const text = seal(keptAsText(kept), { spoolId: id, field: 'spool' }, key)
      const unfinished = `${join(folder, name)}${part}`
      const file = await open(unfinished, 'wx', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      recording.add(name)
      await rename(unfinished, join(folder, name))
      await syncFolder(folder)
      return name
    },
    release: (name) => {
      recording.delete(name)
    },
    async drop(name) {
      await unlink(join(folder, name)).catch(unlessGone)
      await syncFolder(folder)
      recording.delete(name)
    },
    async waiting() {
      await finishParts(folder)
      const names = (await readdir(folder)).filter((name) => name.endsWith(whole) && !recording.has(name))
      const found = await Promise.all(
        names
          .toSorted()
          .map(async (name) => ({ name, kept: await read(name) }) satisfies Waiting)
          .map(orGone),
      )
      return found.filter((each) => each !== undefined)
    },
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Error(`Answers cannot be kept in ${folder}. Set COUNTERSIGN_SPOOL_DIR to a folder of your own.`, {
      cause,
    })
  }
}

const idIn = (name: string): string => basename(name, whole).slice(-36)

/** A name outlives a loss of power only when its folder is synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What was being written when its worker died is judged like the rest: it is whole, or it cannot be read. */
async function finishParts(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(part))) {
    const path = join(folder, name)
    const written = await stat(path).catch(unlessGone)
    if (written !== undefined && Date.now() - written.mtimeMs > partAgeMs)
      await rename(path, path.slice(0, -part.length)).catch(unlessGone)
  }
}

const orGone = (found: Promise<Waiting>): Promise<Waiting | undefined> => found.catch(unlessGone)

/** Another worker was faster. */
function unlessGone(thrown: unknown): undefined {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
  throw thrown
}
