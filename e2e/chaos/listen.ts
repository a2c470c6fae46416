import { once } from 'node:events'
import type { Server } from 'node:net'

/** Lets `server` listen at `port` of the loopback, or at a free one. Returns the port. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port')
  return address.port
}
