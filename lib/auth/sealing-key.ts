import { sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { workerHeartbeat } from '../db/schema.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { workerKeyId } from './spend-seal.ts'

const Key = z.looseObject({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() })

/**
 * The worker's public key, to which spending keys are sealed. It comes from the environment alone, so that nobody who may
 * write to the database can put another one in its place. Throws `unavailable` when there is none, and `conflict` when a
 * worker that runs now has another: what is sealed to this one, it could not open.
 */
export async function sealingKey(db: Queryable): Promise<JWK> {
  const ours = env().COUNTERSIGN_WORKER_PUBLIC_KEY
  if (!ours) throw new AppError('unavailable', 'errors.noWorkerKey')
  const running = await db
    .select({ key: workerHeartbeat.publicKey })
    .from(workerHeartbeat)
    .where(sql`${workerHeartbeat.seenAt} > clock_timestamp() - interval '1 minute'`)
  const id = await workerKeyId(ours)
  for (const { key } of running)
    if ((await workerKeyId(Key.parse(key))) !== id) throw new AppError('conflict', 'errors.otherWorkerKey')
  return ours
}
