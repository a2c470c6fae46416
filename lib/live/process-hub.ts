import 'server-only'
import { webDatabase } from '../db/web.ts'
import { env } from '../env.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import { createHub, type Hub } from './hub.ts'
import { listen } from './listener.ts'
import { workerSilentSince } from '../metrics/health.ts'
import { livingSessions } from './living-sessions.ts'

/** A session that ended is noticed within this, even where its announcement was lost. */
const checkEveryMs = 4_000

// A reload in development evaluates this file again; the listening connection must stay one.
const kept: typeof globalThis & { countersignHub?: Promise<Hub> | undefined } = globalThis

/** The one hub of this web process, listening. Throws when the database cannot be reached; the next call tries again. */
export function processHub(): Promise<Hub> {
  kept.countersignHub ??= start().catch((thrown: unknown) => {
    kept.countersignHub = undefined
    throw thrown
  })
  return kept.countersignHub
}

/** Closes every open stream of this process, which stops: their browsers open them again elsewhere, and miss nothing. */
export function letStreamsGo(): void {
  void kept.countersignHub?.then((hub) => hub.letGo())
}

async function start(): Promise<Hub> {
  const db = webDatabase()
  const hub = createHub({ check: livingSessions(db), epoch: crypto.randomUUID().slice(0, 8) })
  const complain = (thrown: unknown) =>
    log.warn({ entry: 'live', error: toError(thrown) }, 'the live connection failed')
  await listen({
    url: env().DATABASE_URL,
    onEvent: hub.publish,
    onLost: () => hub.stand({ isDeaf: true }),
    onGap: () => {
      hub.stand({ isDeaf: false })
      hub.resync()
      void look()
    },
    onFailure: complain,
  })
  setInterval(() => void look(), checkEveryMs).unref()
  return hub

  async function look(): Promise<void> {
    try {
      await hub.checkSessions()
      hub.stand({ workerSilentSince: await workerSilentSince(db) })
    } catch (thrown) {
      complain(thrown)
    }
  }
}
