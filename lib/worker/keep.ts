import { toError } from '../errors.ts'
import { log } from '../log.ts'
import type { WorkerDeps } from './deps.ts'
import type { KeptAnswer } from './kept-answer.ts'
import type { Waiting } from './spool.ts'

/**
 * Writes an answer to the disk, then has it recorded, then removes it: whatever happens to this process or to the database
 * in between, the answer is still there to be recorded (replay.ts). Throws whatever `record` throws.
 */
export async function recordSafely(deps: WorkerDeps, kept: KeptAnswer, record: () => Promise<void>): Promise<void> {
  const name = await keep(deps, kept)
  try {
    await deps.passed(kept.write === 'attempt' ? 'spooled' : 'pay_spooled', kept.held.id)
    await record()
  } catch (thrown) {
    if (name !== undefined) deps.spool.release(name)
    throw thrown
  }
  if (name !== undefined) await drop(deps, name)
}

/** A disk that refuses does not stop the recording: it is the second net, not the first. */
async function keep(deps: WorkerDeps, kept: KeptAnswer): Promise<string | undefined> {
  try {
    return await deps.spool.keep(kept)
  } catch (thrown) {
    log.error(
      { workerId: deps.workerId, requestId: kept.held.id, error: toError(thrown) },
      'could not keep an answer on the disk',
    )
    return undefined
  }
}

/** What waits on the disk. None, when the disk cannot be read: that is no reason to leave everything else undone. */
export async function waitingAnswers(deps: WorkerDeps): Promise<Waiting[]> {
  try {
    return await deps.spool.waiting()
  } catch (thrown) {
    log.error({ workerId: deps.workerId, error: toError(thrown) }, 'the folder of kept answers cannot be read')
    return []
  }
}

/** Removes what is recorded. What cannot be removed is found to be recorded, and removed, by the next look. */
export async function drop(deps: WorkerDeps, name: string): Promise<void> {
  try {
    await deps.spool.drop(name)
  } catch (thrown) {
    deps.spool.release(name)
    log.warn({ workerId: deps.workerId, error: toError(thrown) }, 'could not remove a recorded answer from the disk')
  }
}
