import { beatEveryMs, liveSignals, type LiveEvent, type LiveStanding } from '#lib/live/event.ts'

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

/** A stream that says nothing for so long is lost, though nobody closed it: a network may just swallow it. */
const silentMaxMs = beatEveryMs * 2.5

/**
 * Holds one stream of server-sent events open and opens it again after every loss, also where the browser gives up by
 * itself (an answer other than 200) or does not notice (silence). Returns the way to close it.
 */
export function openLiveSource(url: string, handlers: LiveHandlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = retryFirstMs
  let hasBeenLost = false
  let isClosed = false

  const reopen = () => {
    clearTimeout(timer)
    source?.close()
    hasBeenLost = true
    open()
  }
  const line = watchLine({ onLost: () => handlers.onLost(), reopen })

  const close = () => {
    isClosed = true
    clearTimeout(timer)
    line.close()
    source?.close()
  }
  const end = () => {
    close()
    handlers.onEnded()
  }
  const open = () => {
    source = new EventSource(url)
    for (const name of [liveSignals.beat, liveSignals.changed, liveSignals.resync, liveSignals.standing])
      source.addEventListener(name, line.hear)
    source.addEventListener('open', () => {
      line.hear()
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
    const lost = source
    if (lost?.readyState !== EventSource.CLOSED) return
    hasBeenLost = true
    if (await isSignedOut(url)) return end()
    // Opened anew meanwhile.
    if (source !== lost) return
    timer = setTimeout(open, waitMs)
    waitMs = Math.min(waitMs * 2, retryMaxMs)
  }

  open()
  return close
}

/** Notices what EventSource does not: that nothing is heard any more, or that the browser has no network. */
function watchLine({ onLost, reopen }: { onLost: () => void; reopen: () => void }) {
  let heardAt = Date.now()
  const hear = () => {
    heardAt = Date.now()
  }
  const begin = () => {
    hear()
    reopen()
  }
  const watch = setInterval(() => {
    if (Date.now() - heardAt <= silentMaxMs) return
    onLost()
    begin()
  }, 5_000)
  window.addEventListener('offline', onLost)
  window.addEventListener('online', begin)
  return {
    hear,
    close: () => {
      clearInterval(watch)
      window.removeEventListener('offline', onLost)
      window.removeEventListener('online', begin)
    },
  }
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
