import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import { mayRead, refusals } from '../metrics/metrics-token.ts'
import { numbers } from '../metrics/numbers.ts'

type Place = { host: string; port: number; token: string | undefined }

/**
 * Opens a small door at a worker: `/metrics` with what it counts, for whoever shows the token, and `/health/live`, which
 * answers 503 where `isAlive` says so. Throws when the port is taken.
 */
export async function serveNumbers({ host, port, token }: Place, isAlive: () => boolean): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, words: string) =>
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        .end(words)
    if (request.method !== 'GET') return answer(405, '')
    if (request.url === '/health/live') return answer(isAlive() ? 200 : 503, isAlive() ? 'alive\n' : 'stuck\n')
    if (request.url !== '/metrics') return answer(404, '')
    const may = mayRead(request.headers.authorization, token)
    if (may !== 'yes') return answer(refusals[may].status, refusals[may].words)
    numbers()
      .registry.metrics()
      .then((text) => answer(200, text))
      .catch(() => answer(500, ''))
  })
  server.listen(port, host)
  await once(server, 'listening')
  return server
}
