import { beatEveryMs, liveSignals } from './event.ts'
import { numbers } from '../metrics/numbers.ts'
import type { Hub, LiveMessage, LivePosition, Subscriber } from './hub.ts'

/** The browser waits this long before it opens a lost stream again. */
const reopenMs = 2_000

/** A page that does not read is let go once this many messages wait for it; it will come back and ask anew. */
const waitingMax = 256

/** Rows are for who reads at once; to whom so many messages wait they would come too late to be worth their memory. */
const waitingBeforeRowsMax = 8

/**
 * The body of `/api/events`: server-sent events for one page until it leaves (`signal`) or its session ends. It begins with
 * what was missed and how the parts stand. A beat every 15 s keeps proxies from closing it.
 */
export function liveStream(
  hub: Hub,
  who: Omit<Subscriber, 'receive'>,
  { lastEventId, signal }: { lastEventId: string | undefined; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  let leave = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true
        const write = (bytes: Uint8Array) => {
          if (isOpen) controller.enqueue(bytes)
        }
        const beat = setInterval(() => write(encoder.encode(beatText(hub.position()))), beatEveryMs)
        const close = () => {
          if (!isOpen) return
          isOpen = false
          clearInterval(beat)
          numbers().liveStreams.dec()
          unsubscribe()
          signal.removeEventListener('abort', close)
          controller.close()
        }
        // However much was missed, it is one message to a page that begins to read.
        const opening = [`retry: ${reopenMs}\n\n`]
        let isOver = false
        let receive = (message: LiveMessage): void => {
          opening.push(textOf(message))
          isOver ||= isLast(message)
        }
        const unsubscribe = hub.subscribe({ ...who, receive: (message) => receive(message) }, lastEventId)
        leave = close
        numbers().liveStreams.inc()
        write(encoder.encode(opening.join('') + standingText(hub.position())))
        receive = (message) => {
          const waiting = -(controller.desiredSize ?? 0)
          if (message.kind === 'rows' && waiting > waitingBeforeRowsMax) return
          write(bytesOf(message))
          if (isLast(message) || waiting >= waitingMax) close()
        }
        if (isOver || signal.aborted) close()
        signal.addEventListener('abort', close)
      },
      cancel: () => leave(),
    },
    { highWaterMark: 1 },
  )
}

const encoder = new TextEncoder()
const encoded = new WeakMap<LiveMessage, Uint8Array>()

/** Hundreds of pages are sent the same message, and hold one copy of it. */
function bytesOf(message: LiveMessage): Uint8Array {
  const bytes = encoded.get(message) ?? encoder.encode(textOf(message))
  encoded.set(message, bytes)
  return bytes
}

const dataText = (signal: string, data: unknown): string => `event: ${signal}\ndata: ${JSON.stringify(data)}\n\n`

/** With the id even where nothing happened: a page that comes back with it misses nothing that comes after. */
const standingText = ({ id, standing }: LivePosition): string =>
  `id: ${id}\n${dataText(liveSignals.standing, standing)}`

const beatText = ({ id }: LivePosition): string => `id: ${id}\n${dataText(liveSignals.beat, {})}`

/** After these nothing comes on the stream. */
const isLast = ({ kind }: LiveMessage): boolean => kind === 'ended' || kind === 'moved' || kind === 'renewed'

/** Browsers whose process stops come back at once, but not all in the same instant. */
const comeBackWithinMs = 500

/** The new id of a session reaches the browser in an answer that is still on its way. */
const comeRenewedAfterMs = 1_500

function textOf(message: LiveMessage): string {
  switch (message.kind) {
    case 'changed': {
      return `id: ${message.id}\n${dataText(liveSignals.changed, message.event)}`
    }
    case 'rows': {
      return dataText(liveSignals.rows, message.rows)
    }
    case 'resync': {
      return `id: ${message.id}\n${dataText(liveSignals.resync, {})}`
    }
    case 'standing': {
      return dataText(liveSignals.standing, message.standing)
    }
    case 'ended': {
      return dataText(liveSignals.ended, {})
    }
    case 'moved': {
      return `retry: ${Math.ceil(Math.random() * comeBackWithinMs)}\n\n`
    }
    case 'renewed': {
      return `retry: ${comeRenewedAfterMs}\n\n`
    }
  }
}
