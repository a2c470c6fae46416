import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectedTo, otherwiseThanDocumented, recordingOutbound } from './outbound.ts'

// That web and worker connect to nobody else is seen when all browser tests are over (e2e/global-setup.ts). Here: that it would be.

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-outbound-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Connects in each way that a library may, to a port of its own where it can be told apart. */
const program = (port: number) => `
import http from 'node:http'
import net from 'node:net'
import tls from 'node:tls'
const over = (socket) => new Promise((resolve) => { socket.on('error', resolve); socket.on('connect', () => resolve(socket.destroy())) })
await over(net.connect(${port}, '127.0.0.2'))
await over(new net.Socket().connect({ port: ${port}, host: '127.0.0.3' }))
await over(tls.connect({ port: ${port}, host: '127.0.0.4' }))
await over(net.connect('/nowhere.sock'))
await fetch('http://127.0.0.1:${port}/')
await new Promise((resolve) => http.get('http://localhost:${port}/', (answer) => resolve(answer.resume())))
process.exit(0)
`

test('whoever a program connects to is written down once, in whatever way it does', async () => {
  const server = createServer((_, response) => response.end())
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const worker = join(folder, 'lib/worker/main.ts')
  mkdirSync(join(folder, 'lib/worker'), { recursive: true })
  writeFileSync(worker, program(port))
  const file = join(folder, 'log')
  const child = spawn(process.execPath, [worker], { env: { ...process.env, ...recordingOutbound(file) } })
  await once(child, 'close')
  server.closeAllConnections()
  server.close()
  const places = ['127.0.0.2', '127.0.0.3', '127.0.0.4'].map((host) => `${host}:${port}`)
  expect(connectedTo(file)).toEqual({
    web: [],
    worker: [...places, '/nowhere.sock', `127.0.0.1:${port}`, `localhost:${port}`],
  })
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(6)
})

test('whoever is not in the list is named, and a program that was not watched', () => {
  const documented = { database: '127.0.0.1:5432', cloud: '127.0.0.1:4010', web: '127.0.0.1:3000' }
  const [database, cloud, web] = ['127.0.0.1:5432', '127.0.0.1:4010', '127.0.0.1:3000']
  expect(otherwiseThanDocumented({ web: [database, cloud, web], worker: [database, cloud] }, documented)).toEqual([])
  expect(
    otherwiseThanDocumented({ web: [database, 'telemetry.example:443'], worker: [database, web] }, documented),
  ).toEqual(['web to telemetry.example:443', `worker to ${web}`])
  expect(otherwiseThanDocumented({ web: [], worker: [cloud] }, documented)).toEqual([
    'web was not watched',
    'worker was not watched',
  ])
  const collector = '127.0.0.1:4318'
  const traced = { web: [database, collector], worker: [database, collector] }
  expect(otherwiseThanDocumented(traced, { ...documented, collector })).toEqual([])
})
