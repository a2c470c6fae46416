import { sql } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { cloudAccount, workerHeartbeat } from '#lib/db/schema.ts'
import { toError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'

const heartbeatSecondsMax = 30

type AccountState = (typeof cloudAccount.$inferSelect)['state']

export type Health = {
  ok: boolean
  database: 'ok' | 'unreachable'
  queue: 'ok' | 'missing' | 'unknown'
  worker: { state: 'ok' | 'silent' | 'absent' | 'unknown'; seenSecondsAgo?: number }
  /** Answers of the cloud that wait on the disks of the workers: see `readAnswers`. */
  answers: Answers
  /** How many cloud accounts are in each state. A refused account is shown to its people; the console itself is well. */
  accounts: Record<AccountState, number>
}

/** How the parts are. Does not throw: an unreachable database is an answer. */
export async function readHealth(db: Database): Promise<Health> {
  try {
    const [queue, worker, answers, accounts] = await Promise.all([
      readQueue(db),
      readWorker(db),
      readAnswers(db),
      readAccounts(db),
    ])
    return { ok: queue === 'ok' && worker.state === 'ok', database: 'ok', queue, worker, answers, accounts }
  } catch (thrown) {
    log.error({ entry: 'health', error: toError(thrown) }, 'the database does not answer')
    return {
      ok: false,
      database: 'unreachable',
      queue: 'unknown',
      worker: { state: 'unknown' },
      answers: { waiting: 0, unreadable: 0 },
      accounts: { active: 0, paused: 0, refused: 0, retired: 0 },
    }
  }
}

/** How long the database may take to say that it is there. */
const readyWithinMs = 2_000

/**
 * Whether people may be sent to this process. It stays ready without a worker: then nothing is carried out, but everything
 * can be seen and asked for. Does not throw.
 */
export async function readReadiness(
  db: Database,
  isDraining: boolean,
): Promise<{ ok: boolean; database: 'ok' | 'unreachable'; isDraining: boolean }> {
  const late = AbortSignal.timeout(readyWithinMs)
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(toError(late.reason)))
  })
  try {
    await Promise.race([db.execute(sql`select from worker_heartbeat limit 1`), tooLate])
    return { ok: !isDraining, database: 'ok', isDraining }
  } catch (thrown) {
    log.warn({ entry: 'ready', error: toError(thrown) }, 'the database does not answer')
    return { ok: false, database: 'unreachable', isDraining }
  }
}

async function readQueue(db: Database): Promise<'ok' | 'missing'> {
  const { rows } = await db.execute<{ present: boolean }>(
    sql`select to_regclass('pgboss.version') is not null as present`,
  )
  return rows[0]?.present ? 'ok' : 'missing'
}

async function readWorker(db: Database): Promise<Health['worker']> {
  const [newest] = await db
    .select({
      seenSecondsAgo: sql<number | null>`
        ceil(extract(epoch from clock_timestamp() - max(${workerHeartbeat.seenAt})))::int`,
    })
    .from(workerHeartbeat)
  const seenSecondsAgo = newest?.seenSecondsAgo ?? undefined
  if (seenSecondsAgo === undefined) return { state: 'absent' }
  return { state: seenSecondsAgo < heartbeatSecondsMax ? 'ok' : 'silent', seenSecondsAgo }
}

export type Answers = { waiting: number; unreadable: number }

/**
 * Answers that wait to be recorded, and those among them that cannot be read, on the host that has most of them: workers
 * of one host tell of the same ones. Normally none, or one for an instant.
 */
export async function readAnswers(db: Database): Promise<Answers> {
  const [counted] = await db
    .select({
      waiting: sql<number>`coalesce(max(${workerHeartbeat.answersWaiting}), 0)`,
      unreadable: sql<number>`coalesce(max(${workerHeartbeat.answersUnreadable}), 0)`,
    })
    .from(workerHeartbeat)
    .where(sql`${workerHeartbeat.seenAt} > clock_timestamp() - make_interval(secs => ${heartbeatSecondsMax})`)
  return counted ?? { waiting: 0, unreadable: 0 }
}

async function readAccounts(db: Database): Promise<Health['accounts']> {
  const rows = await db
    .select({ state: cloudAccount.state, count: sql<number>`count(*)::int` })
    .from(cloudAccount)
    .groupBy(cloudAccount.state)
  const accounts = { active: 0, paused: 0, refused: 0, retired: 0 }
  for (const { state, count } of rows) accounts[state] = count
  return accounts
}

/** When the worker was last heard of, where that is too long ago (epoch milliseconds); 0 when it never was. */
export async function workerSilentSince(db: Database): Promise<number | null> {
  const [newest] = await db
    .select({
      at: sql<number | null>`(extract(epoch from max(${workerHeartbeat.seenAt})) * 1000)::float8`,
      isSilent: sql<boolean>`coalesce(
        max(${workerHeartbeat.seenAt}) < clock_timestamp() - make_interval(secs => ${heartbeatSecondsMax}), true)`,
    })
    .from(workerHeartbeat)
  return newest?.isSilent === false ? null : Math.floor(newest?.at ?? 0)
}
