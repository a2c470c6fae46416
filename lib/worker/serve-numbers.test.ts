import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayRead } from '../metrics/metrics-token.ts'
import { noteCall } from '../metrics/note-call.ts'
import { serveNumbers } from './serve-numbers.ts'

const token = randomBytes(16).toString('hex')
let isAlive = true
let server: Server
let url: string

beforeAll(async () => {
  server = await serveNumbers({ host: '127.0.0.1', port: 0, token }, () => isAlive)
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => server.close())

const ask = (authorization = '') => fetch(`${url}/metrics`, { headers: { authorization } })

test('a worker tells its numbers to whoever shows the token, and to nobody else', async () => {
  const call = {
    api: 'cph.createServers',
    service: 'cph',
    method: 'POST',
    path: '/v2/p/cloud-phone/servers',
    at: new Date(),
    durationMs: 300,
    attempt: 1,
    httpStatus: 504,
    errorCode: undefined,
    requestId: undefined,
  } as const
  noteCall({ ...call, outcome: 'unknown' })
  noteCall({ ...call, outcome: 'accepted' })
  expect((await ask()).status).toBe(401)
  expect((await ask(`Bearer ${token}x`)).status).toBe(401)
  const answer = await ask(`Bearer ${token}`)
  const text = await answer.text()
  expect(answer.status).toBe(200)
  expect(text).toMatch(/^countersign_cloud_call_seconds_bucket\{le="0.2",service="cph",outcome="unknown"\} 0$/m)
  expect(text).toMatch(/^countersign_cloud_call_seconds_bucket\{le="0.5",service="cph",outcome="unknown"\} 1$/m)
  expect(text).toMatch(/^countersign_cloud_call_seconds_count\{service="cph",outcome="accepted"\} 1$/m)
})

test('a worker says whether it lives, and answers nothing else', async () => {
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  isAlive = false
  expect((await fetch(`${url}/health/live`)).status).toBe(503)
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405)
  expect((await fetch(`${url}/else`)).status).toBe(404)
})

test('without a token in the settings nobody is told anything, whatever they show', () => {
  expect(mayRead('Bearer ', undefined)).toBe('off')
  expect(mayRead(null, undefined)).toBe('off')
  expect(mayRead(null, token)).toBe('no')
})
