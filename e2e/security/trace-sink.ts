import { once } from 'node:events'
import { createServer } from 'node:http'

/** Takes the traces of all parts, as a collector does, and keeps what it was told. */
export async function openTraceSink() {
  const told: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push(Buffer.concat(chunks).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port of a TCP server is a number')
  return {
    url: `http://127.0.0.1:${address.port}`,
    told: () => told.join('\n'),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
