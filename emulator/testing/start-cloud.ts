import { createHash, createHmac } from 'node:crypto'
import { createEmulator, type Emulator, type EmulatorSettings } from '../app.ts'

/** 2026-01-15T02:30:40Z: the wall of every test, unless it moves it. */
const startOfTests = Date.UTC(2026, 0, 15, 2, 30, 40)

export type Request = {
  as?: string
  query?: string
  body?: unknown
  rawBody?: string
  headers?: Record<string, string>
  region?: string
}
// Replies are read as a client of another language would: any member may be missing.
// oxlint-disable-next-line typescript/no-explicit-any -- a test that reads a wrong member fails by itself
type Json = any
export type Answer = { status: number; headers: Record<string, unknown>; body: Json }

export type CloudUnderTest = {
  emulator: Emulator
  wall: { now: number }
  /** Sends a signed call without a network in between. `{pid}` in the path becomes the key's project. */
  call: (method: string, path: string, request?: Request) => Promise<Answer>
  control: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Json>
  projectId: (kind?: string, region?: string) => string
  /** Bodies of the ledger's accepted writes, oldest first. */
  outcomes: () => string[]
}

/** A pretend cloud with a wall clock in the test's hand, no list lag and nominal speed, unless settings say otherwise. */
export function startCloud(settings: EmulatorSettings = {}): CloudUnderTest {
  const wall = { now: startOfTests }
  const realNow = settings.wall ?? (() => wall.now)
  const emulator = createEmulator({
    timeScale: 1,
    wall: realNow,
    ...settings,
    options: { listLagSeconds: 0, ...settings.options },
  })
  const projectId = (kind = 'spend', region = 'cn-north-4'): string => {
    const { credentials, projects } = emulator.cloud.world
    const domainId = credentials.find((row) => row.kind === kind)?.domainId
    return projects.find((row) => row.domainId === domainId && row.name === region)?.id ?? ''
  }
  return {
    emulator,
    wall,
    projectId,
    outcomes: () => emulator.cloud.world.ledger.map((entry) => entry.outcome),
    async call(method, path, request = {}) {
      const kind = request.as ?? 'spend'
      const target = path.replace('{pid}', projectId(kind, request.region)) + (request.query ? `?${request.query}` : '')
      const body = request.rawBody ?? (request.body === undefined ? '' : JSON.stringify(request.body))
      const headers = {
        host: 'cloud.test',
        'content-type': 'application/json',
        ...signature(emulator, kind, { method, target, body, at: realNow() }),
        ...request.headers,
      }
      return answerOf(await emulator.app.inject({ method: method as 'GET', url: target, headers, payload: body }))
    },
    async control(method, path, body) {
      const headers = { host: 'localhost', 'content-type': 'application/json' }
      const payload = body === undefined ? '' : JSON.stringify(body)
      return answerOf(await emulator.app.inject({ method, url: `/_control/${path}`, headers, payload })).body
    },
  }
}

type Signable = { method: string; target: string; body: string; at: number }

/** Headers of a call signed with a seeded key; our own short signer, apart from the verifier. */
export function signature(
  emulator: Emulator,
  kind: string,
  { method, target, body, at }: Signable,
): Record<string, string> {
  const key = emulator.cloud.world.credentials.find((row) => row.kind === kind)
  if (key === undefined) throw new Error(`There is no key of the kind ${kind}.`)
  const date = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const [path = '', query = ''] = target.split('?')
  const sorted = [...new URLSearchParams(query.replaceAll('+', '%2B'))]
    .map((pair) => pair.map((part) => encodeURIComponent(part)).join('='))
    .toSorted()
    .join('&')
  const hash = createHash('sha256').update(body).digest('hex')
  const signed = ['x-sdk-date', ...(key.securityToken === undefined ? [] : ['x-security-token'])].toSorted()
  const values: Record<string, string> = { 'x-sdk-date': date, 'x-security-token': key.securityToken ?? '' }
  const lines = signed.map((name) => `${name}:${values[name]}\n`).join('')
  const canonical = [method, path.endsWith('/') ? path : `${path}/`, sorted, lines, signed.join(';'), hash].join('\n')
  const toSign = `SDK-HMAC-SHA256\n${date}\n${createHash('sha256').update(canonical).digest('hex')}`
  const digest = createHmac('sha256', key.secretKey).update(toSign).digest('hex')
  return {
    'x-sdk-date': date,
    ...(key.securityToken !== undefined && { 'x-security-token': key.securityToken }),
    authorization: `SDK-HMAC-SHA256 Access=${key.accessKey}, SignedHeaders=${signed.join(';')}, Signature=${digest}`,
  }
}

const answerOf = ({ statusCode, headers, body }: { statusCode: number; headers: object; body: string }): Answer => ({
  status: statusCode,
  headers: { ...headers },
  body: body === '' ? undefined : JSON.parse(body),
})
