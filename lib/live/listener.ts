import { Client } from 'pg'
import { actingAs } from '../db/client.ts'
import { z } from 'zod'
import { toError } from '../errors.ts'
import { liveTopics, type LiveEvent } from './event.ts'

const channel = 'countersign'

/** What the database's triggers announce. */
const Announcement = z.object({ topic: z.enum(liveTopics), account: z.uuid().optional(), id: z.string() })

const retryFirstMs = 250
const retryMaxMs = 5_000

/** Nobody tells of a line that is cut without a word, so it is tried this often, and given up after so long. */
const usualTry = { everyMs: 5_000, patienceMs: 5_000 }

type Options = {
  url: string
  onEvent: (event: LiveEvent) => void
  /** Called when the connection is lost: since then announcements are missed. */
  onLost: (since: Date) => void
  /** Called when it listens again after a gap, in which announcements were lost. */
  onGap: () => void
  onFailure: (error: Error) => void
  /** How often the line is tried, and how long an answer may take. */
  trying?: { everyMs: number; patienceMs: number }
}

export type Listener = { close(): Promise<void> }

/**
 * Keeps one connection that listens to the database's announcements, and opens it again whenever it is lost or silent,
 * waiting up to 5 s between tries. Resolves when it listens for the first time; throws when that first try fails.
 */
export async function listen(options: Options): Promise<Listener> {
  const { onLost, onGap, onFailure, trying = usualTry } = options
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let client = watched(await open(options))

  function watched(opened: Client): Client {
    let answeredAt = new Date()
    let next = tryLater()
    opened.once('end', () => {
      clearTimeout(next)
      if (isClosed) return
      onLost(answeredAt)
      reopenAfter(retryFirstMs)
    })
    return opened

    function tryLater() {
      return setTimeout(() => void tryLine(), trying.everyMs).unref()
    }
    async function tryLine(): Promise<void> {
      const askedAt = new Date()
      try {
        await opened.query('select')
        answeredAt = askedAt
        next = tryLater()
      } catch (thrown) {
        onFailure(toError(thrown))
        // Ends a connection in the middle of a question by force.
        void opened.end().catch(onFailure)
      }
    }
  }

  function reopenAfter(ms: number): void {
    timer = setTimeout(() => void reopen(ms), ms)
  }

  async function reopen(waitedMs: number): Promise<void> {
    try {
      const opened = await open(options)
      if (isClosed) return await opened.end()
      client = watched(opened)
      onGap()
    } catch (thrown) {
      onFailure(toError(thrown))
      if (!isClosed) reopenAfter(Math.min(waitedMs * 2, retryMaxMs))
    }
  }

  return {
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await client.end()
    },
  }
}

/** A connection that listens. Throws when there is none within the patience; nothing is left open then. */
async function open({ url, onEvent, onFailure, trying = usualTry }: Options): Promise<Client> {
  const opened = new Client({
    connectionString: actingAs('web', url),
    application_name: 'countersign-live',
    keepAlive: true,
    connectionTimeoutMillis: trying.patienceMs,
    query_timeout: trying.patienceMs,
  })
  opened.on('notification', ({ payload }) => {
    const event = Announcement.safeParse(parseJson(payload ?? ''))
    if (event.success) onEvent(event.data)
  })
  opened.on('error', onFailure)
  try {
    await opened.connect()
    await opened.query(`listen ${channel}`)
    return opened
  } catch (thrown) {
    void opened.end().catch(onFailure)
    throw thrown
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
