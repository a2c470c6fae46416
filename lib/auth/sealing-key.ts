import { sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { workerHeartbeat } from '../db/schema.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { workerKeyId } from './spend-seal.ts'

const Key = z.looseObject({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() })
/** What a worker says of its keys: one, or a list while one replaces another. */
const Keys = z.union([Key.transform((one) => [one]), z.array(Key)])

/**
 * The worker's public key, to which spending keys are sealed. It comes from the environment alone, so that nobody who may
 * write to the database can put another one in its place. Throws `unavailable` when there is none, and `conflict` when a
 * worker that runs now does not have it: what is sealed to this one, it could not open.
 */
export async function sealingKey(db: Queryable): Promise<JWK> {
  const ours = env().COUNTERSIGN_WORKER_PUBLIC_KEY
  if (!ours) throw new AppError('unavailable', 'errors.noWorkerKey')
  const common = await keysOfWorkers(db)
  if (common && !common.has(await workerKeyId(ours))) throw new AppError('conflict', 'errors.otherWorkerKey')
  return ours
}

/** The ids of the keys that every worker has which runs now; undefined while none runs. */
export async function keysOfWorkers(db: Queryable): Promise<Set<string> | undefined> {
  const running = await db
    .select({ keys: workerHeartbeat.publicKey })
    .from(workerHeartbeat)
    .where(sql`${workerHeartbeat.seenAt} > clock_timestamp() - interval '1 minute'`)
  let common: Set<string> | undefined
  for (const { keys } of running) {
    // Of a worker whose keys cannot be read, none is known.
    const its = new Set(await Promise.all((Keys.safeParse(keys).data ?? []).map(workerKeyId)))
    common = common === undefined ? its : new Set([...common].filter((id) => its.has(id)))
  }
  return common
}
