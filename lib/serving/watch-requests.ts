import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { numbers } from '../metrics/numbers.ts'

/** What Node announces on its channel `http.server.request.start`. */
type Begun = { request: IncomingMessage; response: ServerResponse; socket: Socket; server: Server }

/** So long may whoever asks take to say what they want; Node looks every half minute. Its own limits are 60 and 300 s. */
const patience = { headersTimeout: 15_000, requestTimeout: 30_000 }

export type Underway = {
  /** Has every connection closed as soon as what is asked on it is answered; also those that come from now on. */
  keepNoConnection(): void
}

/** Measures every request that this process answers, and knows those that are under way. Call it once. */
export function watchRequests(): Underway {
  const underway = new Map<ServerResponse, Socket>()
  let isKept = true

  subscribe('http.server.request.start', (message) => {
    // Node documents what it announces there.
    const { request, response, socket, server } = message as Begun
    // Next makes its server itself and offers no setting for it.
    Object.assign(server, patience)
    const sort = sortOf(request)
    const startedAt = performance.now()
    underway.set(response, socket)
    if (!isKept) closeAfter(response, socket)
    response.once('close', () => {
      underway.delete(response)
      if (sort === 'live') return
      const status = response.writableFinished ? String(response.statusCode) : 'gone'
      numbers().requests.observe({ sort, status }, (performance.now() - startedAt) / 1000)
    })
  })

  return {
    keepNoConnection() {
      isKept = false
      for (const [response, socket] of underway) closeAfter(response, socket)
    },
  }
}

/** Else a browser or proxy keeps the connection for its next request, and a process that stops waits for that. */
function closeAfter(response: ServerResponse, socket: Socket): void {
  response.shouldKeepAlive = false
  if (response.headersSent) response.once('finish', () => socket.destroySoon())
}

function sortOf({ url = '', headers }: IncomingMessage): 'action' | 'live' | 'api' | 'static' | 'page' {
  if (headers['next-action'] !== undefined) return 'action'
  if (url.startsWith('/api/events')) return 'live'
  if (url.startsWith('/api/')) return 'api'
  return url.startsWith('/_next/static/') ? 'static' : 'page'
}
