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

type Options = {
  url: string
  onEvent: (event: LiveEvent) => void
  /** Called when the connection is lost: from now on announcements are missed. */
  onLost: () => void
  /** Called when it listens again after a gap, in which announcements were lost. */
  onGap: () => void
  onFailure: (error: Error) => void
}

export type Listener = { close(): Promise<void> }

/**
 * Keeps one connection that listens to the database's announcements, and opens it again whenever it is lost, waiting up
 * to 5 s between tries. Resolves when it listens for the first time; throws when that first try fails.
 */
export async function listen({ url, onEvent, onLost, onGap, onFailure }: Options): Promise<Listener> {
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let client = await open()

  async function open(): Promise<Client> {
    const opened = new Client({
      connectionString: actingAs('web', url),
      application_name: 'countersign-live',
      keepAlive: true,
    })
    opened.on('notification', ({ payload }) => {
      const event = Announcement.safeParse(parseJson(payload ?? ''))
      if (event.success) onEvent(event.data)
    })
    opened.on('error', onFailure)
    await opened.connect()
    await opened.query(`listen ${channel}`)
    opened.once('end', () => {
      if (isClosed) return
      onLost()
      reopenAfter(retryFirstMs)
    })
    return opened
  }

  function reopenAfter(ms: number): void {
    timer = setTimeout(() => void reopen(ms), ms)
  }

  async function reopen(waitedMs: number): Promise<void> {
    try {
      client = await open()
      if (isClosed) await client.end()
      else onGap()
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
