import 'server-only'
import { webDatabase } from '../db/web.ts'
import { env } from '../env.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import { changedRows } from './changed-rows.ts'
import { createHub, type Hub } from './hub.ts'
import { listen } from './listener.ts'
import { workerSilentSince } from '../metrics/health.ts'
import { livingSessions } from './living-sessions.ts'

/** A session that ended is noticed within this, even where its announcement was lost. */
const checkEveryMs = 4_000

/** A worker that could not reach the database either gets so long to say that it is there, before it is called silent. */
const workerReturnsMs = 15_000

// A reload in development evaluates this file again; the listening connection must stay one.
const kept: typeof globalThis & { countersignHub?: Promise<Hub> | undefined; countersignHubNow?: Hub } = globalThis

/** The one hub of this web process, listening. Throws when the database cannot be reached; the next call tries again. */
export function processHub(): Promise<Hub> {
  kept.countersignHub ??= start().catch((thrown: unknown) => {
    kept.countersignHub = undefined
    throw thrown
  })
  return kept.countersignHub
}

/**
 * The id of the last change that this process has heard of, for a page that is about to read: the stream then tells it all
 * that came after. Empty while nothing is heard yet, from where the stream tells it to read again.
 */
export function livePosition(): string {
  if (!kept.countersignHubNow) void processHub().catch(complain)
  return kept.countersignHubNow?.position().id ?? ''
}

const complain = (thrown: unknown): void =>
  log.warn({ entry: 'live', error: toError(thrown) }, 'the live connection failed')

/** Closes every open stream of this process, which stops: their browsers open them again elsewhere, and miss nothing. */
export function letStreamsGo(): void {
  void kept.countersignHub?.then((hub) => hub.letGo())
}

async function start(): Promise<Hub> {
  const db = webDatabase()
  const hub = createHub({
    check: livingSessions(db),
    epoch: crypto.randomUUID().slice(0, 8),
    rows: { read: changedRows(db), onFailure: complain },
  })
  let returnedAt = -Infinity
  await listen({
    url: env().DATABASE_URL,
    onEvent: hub.publish,
    onLost: (since) => hub.stand({ databaseAwaySince: since.getTime() }),
    onGap: () => {
      returnedAt = performance.now()
      hub.stand({ databaseAwaySince: null })
      hub.resync()
      void look()
    },
    onFailure: complain,
  })
  setInterval(() => void look(), checkEveryMs).unref()
  kept.countersignHubNow = hub
  return hub

  async function look(): Promise<void> {
    try {
      await hub.checkSessions()
      const silentSince = await workerSilentSince(db)
      const isReturning = performance.now() - returnedAt < workerReturnsMs
      if (silentSince === null || !isReturning) hub.stand({ workerSilentSince: silentSince })
    } catch (thrown) {
      complain(thrown)
    }
  }
}
