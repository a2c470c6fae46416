import { beatEveryMs, liveSignals, type LiveRows, type LiveStanding, type ToldChange } from '#lib/live/event.ts'

export type LiveHandlers = {
  onEvent(event: ToldChange): void
  /** Rows that changed, a moment after it was told that they did. */
  onRows(rows: LiveRows): void
  /** Something may have been missed. */
  onResync(): void
  /** Where the parts of the console stand, as far as the server knows; told first of all by every stream that opens. */
  onStanding(standing: LiveStanding): void
  /** The line is lost, or refused without a reason. `since` is the browser's time in epoch milliseconds. */
  onLost(since: number): void
  /** The console answers, but its database does not. */
  onDatabaseAway(since: number): void
  /** The console answers, but this person or place has more pages open than it serves. */
  onCrowded(since: number): void
  onEnded(): void
}

const retryFirstMs = 1_000
const retryMaxMs = 5_000

/** A stream that says nothing for so long is lost, though nobody closed it: a network may just swallow it. */
const silentMaxMs = beatEveryMs * 2.5

/**
 * Holds one stream of server-sent events open and opens it again after every loss, also where the browser gives up by
 * itself (an answer other than 200) or does not notice (silence). It begins after the change with the id `since`, and goes
 * on where it was lost. Returns the way to close it.
 */
export function openLiveSource(path: string, since: string, handlers: LiveHandlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = retryFirstMs
  let lastId = since
  let isClosed = false
  const address = () => `${path}?since=${encodeURIComponent(lastId)}`

  const reopen = () => {
    clearTimeout(timer)
    source?.close()
    open()
  }
  const line = watchLine({ onLost: (at) => handlers.onLost(at), reopen })

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
    const opened = new EventSource(address())
    source = opened
    const on = (name: string, handle: (data: unknown) => void) =>
      opened.addEventListener(name, ({ data, lastEventId }: MessageEvent) => {
        line.hear()
        lastId = lastEventId
        handle(data)
      })
    on(liveSignals.beat, () => undefined)
    // Our own server writes nothing else under these names.
    on(liveSignals.changed, (data) => handlers.onEvent(JSON.parse(String(data)) as ToldChange))
    // Nor under this one.
    on(liveSignals.rows, (data) => handlers.onRows(JSON.parse(String(data)) as LiveRows))
    on(liveSignals.resync, () => handlers.onResync())
    on(liveSignals.standing, (data) => {
      waitMs = retryFirstMs
      // Our own server writes nothing else under this name.
      handlers.onStanding(JSON.parse(String(data)) as LiveStanding)
    })
    on(liveSignals.ended, end)
    opened.addEventListener('error', () => void lose(opened))
  }
  const lose = async (lost: EventSource) => {
    const lostAt = Date.now()
    // The browser opens it again by itself, and says where it was.
    if (lost.readyState !== EventSource.CLOSED) return handlers.onLost(lostAt)
    const refusal = await whyRefused(address())
    // Closed, or opened anew, meanwhile.
    if (isClosed || source !== lost) return
    if (refusal === 'ended') return end()
    if (refusal === 'database') handlers.onDatabaseAway(lostAt)
    else if (refusal === 'crowded') handlers.onCrowded(lostAt)
    else handlers.onLost(lostAt)
    // Two hundred pages that were lost together do not come back together.
    timer = setTimeout(open, waitMs * (0.75 + Math.random() / 2))
    waitMs = Math.min(waitMs * 2, retryMaxMs)
  }

  open()
  return close
}

/** Notices what EventSource does not: that nothing is heard any more, or that the browser has no network. */
function watchLine({ onLost, reopen }: { onLost: (since: number) => void; reopen: () => void }) {
  let heardAt = Date.now()
  let triedAt = heardAt
  const hear = () => {
    heardAt = Date.now()
    triedAt = heardAt
  }
  const lose = () => onLost(heardAt)
  const begin = () => {
    triedAt = Date.now()
    reopen()
  }
  const watch = setInterval(() => {
    if (Date.now() - triedAt <= silentMaxMs) return
    lose()
    begin()
  }, 5_000)
  window.addEventListener('offline', lose)
  window.addEventListener('online', begin)
  return {
    hear,
    close: () => {
      clearInterval(watch)
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', begin)
    },
  }
}

/** EventSource hides why a stream was refused, so it is asked for once more. */
async function whyRefused(url: string): Promise<'ended' | 'database' | 'crowded' | 'unknown'> {
  const leave = new AbortController()
  try {
    const answer = await fetch(url, { signal: leave.signal, headers: { accept: 'text/event-stream' } })
    if (answer.status === 401) return 'ended'
    if (answer.status === 429) return 'crowded'
    return answer.status === 503 && (await answer.text()).includes('errors.databaseAway') ? 'database' : 'unknown'
  } catch {
    return 'unknown'
  } finally {
    leave.abort()
  }
}
