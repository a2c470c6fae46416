import { beatEveryMs, liveSignals } from './event.ts'
import { numbers } from '../metrics/numbers.ts'
import type { Hub, LiveMessage, Subscriber } from './hub.ts'

/** The browser waits this long before it opens a lost stream again. */
const reopenMs = 2_000

/** A page that does not read is let go once this many messages wait for it; it will come back and ask anew. */
const waitingMax = 256

/**
 * The body of `/api/events`: server-sent events for one page until it leaves (`signal`) or its session ends. A beat
 * every 15 s keeps proxies from closing it.
 */
export function liveStream(
  hub: Hub,
  who: Omit<Subscriber, 'receive'>,
  { lastEventId, signal }: { lastEventId: string | undefined; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let leave = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true
        const write = (text: string) => {
          if (isOpen) controller.enqueue(encoder.encode(text))
        }
        const beat = setInterval(() => write(`event: ${liveSignals.beat}\ndata: {}\n\n`), beatEveryMs)
        const close = () => {
          if (!isOpen) return
          isOpen = false
          clearInterval(beat)
          numbers().liveStreams.dec()
          unsubscribe()
          signal.removeEventListener('abort', close)
          controller.close()
        }
        let unsubscribe: () => void = () => {}
        leave = close
        numbers().liveStreams.inc()
        write(`retry: ${reopenMs}\n\n`)
        unsubscribe = hub.subscribe(
          {
            ...who,
            receive: (message) => {
              write(textOf(message))
              if (isLast(message) || (controller.desiredSize ?? 0) < -waitingMax) close()
            },
          },
          lastEventId,
        )
        if (signal.aborted) close()
        signal.addEventListener('abort', close)
      },
      cancel: () => leave(),
    },
    { highWaterMark: 1 },
  )
}

/** After these nothing comes on the stream. */
const isLast = ({ kind }: LiveMessage): boolean => kind === 'ended' || kind === 'moved'

/** Browsers whose process stops come back at once, but not all in the same instant. */
const comeBackWithinMs = 500

function textOf(message: LiveMessage): string {
  switch (message.kind) {
    case 'changed': {
      return `id: ${message.id}\nevent: ${liveSignals.changed}\ndata: ${JSON.stringify(message.event)}\n\n`
    }
    case 'resync': {
      return `id: ${message.id}\nevent: ${liveSignals.resync}\ndata: {}\n\n`
    }
    case 'standing': {
      return `event: ${liveSignals.standing}\ndata: ${JSON.stringify(message.standing)}\n\n`
    }
    case 'ended': {
      return `event: ${liveSignals.ended}\ndata: {}\n\n`
    }
    case 'moved': {
      return `retry: ${Math.ceil(Math.random() * comeBackWithinMs)}\n\n`
    }
  }
}
