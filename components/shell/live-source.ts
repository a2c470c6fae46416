import { liveSignals, type LiveEvent, type LiveStanding } from '#lib/live/event.ts'

export type LiveHandlers = {
  onEvent(event: LiveEvent): void
  /** Something may have been missed. */
  onResync(): void
  /** Where the parts of the console stand, as far as the server knows. */
  onStanding(standing: LiveStanding): void
  onLive(): void
  onLost(): void
  onEnded(): void
}

const retryFirstMs = 1_000
const retryMaxMs = 20_000

/**
 * Holds one stream of server-sent events open and opens it again after every loss, also where the browser gives up by
 * itself (an answer other than 200). Returns the way to close it.
 */
export function openLiveSource(url: string, handlers: LiveHandlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = retryFirstMs
  let hasBeenLost = false
  let isClosed = false

  const close = () => {
    isClosed = true
    clearTimeout(timer)
    source?.close()
  }
  const end = () => {
    close()
    handlers.onEnded()
  }
  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      waitMs = retryFirstMs
      handlers.onLive()
      if (hasBeenLost) handlers.onResync()
      hasBeenLost = false
    })
    source.addEventListener(liveSignals.changed, ({ data }) => {
      // Our own server writes nothing else under this name.
      handlers.onEvent(JSON.parse(String(data)) as LiveEvent)
    })
    source.addEventListener(liveSignals.resync, () => handlers.onResync())
    source.addEventListener(liveSignals.standing, ({ data }) => {
      // Our own server writes nothing else under this name.
      handlers.onStanding(JSON.parse(String(data)) as LiveStanding)
    })
    source.addEventListener(liveSignals.ended, end)
    source.addEventListener('error', () => void lose())
  }
  const lose = async () => {
    if (isClosed) return
    handlers.onLost()
    if (source?.readyState !== EventSource.CLOSED) return
    hasBeenLost = true
    if (await isSignedOut(url)) return end()
    timer = setTimeout(open, waitMs)
    waitMs = Math.min(waitMs * 2, retryMaxMs)
  }

  open()
  return close
}

/** EventSource hides the status of a refused stream, so it is asked for once more. */
async function isSignedOut(url: string): Promise<boolean> {
  const leave = new AbortController()
  try {
    const { status } = await fetch(url, { signal: leave.signal, headers: { accept: 'text/event-stream' } })
    return status === 401
  } catch {
    return false
  } finally {
    leave.abort()
  }
}
