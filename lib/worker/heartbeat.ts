import { sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { workerHeartbeat } from '../db/schema.ts'
import type { WorkerDeps } from './deps.ts'
import { waitingAnswers } from './keep.ts'

/**
 * Says that this worker is alive and how many answers wait on its host, and publishes the public halves of its keys, to
 * one of which the web seals spending keys.
 */
export async function beat(deps: WorkerDeps, publicKeys: readonly JWK[]): Promise<void> {
  // One is written as it always was: a web process of the version before reads it, too.
  const publicKey = publicKeys.length === 1 ? publicKeys[0] : publicKeys
  const waiting = await waitingAnswers(deps)
  const counts = {
    answersWaiting: waiting.length,
    answersUnreadable: waiting.filter(({ kept }) => kept === undefined).length,
  }
  await deps.db
    .insert(workerHeartbeat)
    .values({ workerId: deps.workerId, publicKey, ...counts })
    .onConflictDoUpdate({
      target: workerHeartbeat.workerId,
      set: { publicKey, seenAt: sql`clock_timestamp()`, ...counts },
    })
  await deps.db.delete(workerHeartbeat).where(sql`${workerHeartbeat.seenAt} < clock_timestamp() - interval '1 day'`)
}
