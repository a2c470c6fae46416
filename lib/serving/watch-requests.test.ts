import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { watchRequests } from './watch-requests.ts'

test('a server that has answered once waits half a minute for a request, and a quarter for its headers', async () => {
  watchRequests()
  const server = createServer((_, response) => response.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await (await fetch(`http://127.0.0.1:${port}`)).text()
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 30_000])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
