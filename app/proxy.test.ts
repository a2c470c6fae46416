import { NextRequest } from 'next/server'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

const answerTo = async (
  headers: Record<string, string> = {},
  address = 'http://127.0.0.1:3000',
  path = '/requests?state=done',
  init: { method?: string; body?: string } = {},
) => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1/x')
  vi.stubEnv('NEXTAUTH_URL', address)
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('COUNTERSIGN_DATA_KEY', `${'A'.repeat(43)}=`)
  const { proxy } = await import('../proxy.ts')
  return await proxy(new NextRequest(`${address}${path}`, { headers, ...init }))
}

/** What Next hands to the page in place of the browser's own headers. */
const passedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`)
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1]

// All that the proxy brings along is read once before, which on a slow machine takes longer than a test may.
beforeAll(() => answerTo())
beforeEach(() => {
  vi.resetModules()
})

describe('every page', () => {
  test('has a policy with a nonce that is never used twice and nothing unsafe for scripts', async () => {
    const [one, two] = [await answerTo(), await answerTo()]
    expect(nonceOf(one)).toMatch(/^[0-9a-f]{32}$/)
    expect(nonceOf(one)).not.toBe(nonceOf(two))
    const script = policyOf(one)
      .split('; ')
      .find((directive) => directive.startsWith('script-src'))
    expect(script).toBe(`script-src 'self' 'nonce-${nonceOf(one)}' 'strict-dynamic'`)
    for (const directive of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policyOf(one)).toContain(directive)
  })

  test('gets the nonce from here, never from the policy that a browser sends', async () => {
    const response = await answerTo({ 'content-security-policy': "script-src 'nonce-chosen'" })
    expect(passedOn(response, 'content-security-policy')).toBe(policyOf(response))
    expect(policyOf(response)).not.toContain('chosen')
  })

  test('is told its own path, whatever the browser claims, and loses the header that once skipped checks', async () => {
    const response = await answerTo({ 'x-countersign-path': '//evil.example', 'x-middleware-subrequest': 'proxy' })
    expect(passedOn(response, 'x-countersign-path')).toBe('/requests?state=done')
    expect(response.headers.get('x-middleware-override-headers')?.split(',')).not.toContain('x-middleware-subrequest')
  })

  test('demands https from then on, where the console has it', async () => {
    const plain = await answerTo()
    expect(plain.headers.has('strict-transport-security')).toBe(false)
    vi.resetModules()
    const safe = await answerTo({}, 'https://console.example')
    expect(safe.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
  })

  test('has browsers tell the console of what breaks its policy', async () => {
    const plain = policyOf(await answerTo())
    expect(plain).toContain('; report-uri /api/reports')
    expect(plain).not.toContain('report-to')
    vi.resetModules()
    const safe = await answerTo({}, 'https://console.example')
    expect(policyOf(safe)).toContain('; report-uri /api/reports; report-to csp')
    expect(safe.headers.get('reporting-endpoints')).toBe('csp="/api/reports"')
  })
})

describe('what no page of the console asks for is refused before anything reads it', () => {
  test.each([
    ['the image optimiser', '/_next/image?url=%2Ficon.svg&w=64&q=75', {}, 404],
    ['a packed body', '/', { 'content-encoding': 'br' }, 415],
    ['a body of more than 1 MiB', '/', { 'content-length': '1048577' }, 413],
  ])('%s', async (_, path, headers, status) => {
    expect((await answerTo(headers, undefined, path)).status).toBe(status)
  })

  test('a body of 1 MiB is not', async () => {
    expect((await answerTo({ 'content-length': '1048576', 'content-encoding': 'identity' })).status).toBe(200)
  })
})

describe('what is posted', () => {
  const address = 'http://127.0.0.1:3000'
  const own = { origin: address, 'next-action': 'x', 'content-type': 'text/plain;charset=UTF-8' }
  const statusOf = async (headers: Record<string, string>, body = '[{}]', path = '/') =>
    (await answerTo(headers, address, path, { method: 'POST', body })).status

  test('by a page of ours goes on', async () => {
    expect(await statusOf(own)).toBe(200)
    expect(
      await statusOf({ origin: address, 'content-type': 'application/json' }, '{}', '/api/auth/callback/credentials'),
    ).toBe(200)
  })

  test.each([
    ['from elsewhere', { ...own, origin: 'https://evil.example' }, 403],
    [
      'from elsewhere, with a host to match',
      { ...own, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
      403,
    ],
    ['from nowhere', { 'next-action': 'x', 'content-type': 'text/plain' }, 403],
    ['from a frame without an origin', { ...own, origin: 'null' }, 403],
    ['by another site, as the browser says', { ...own, 'sec-fetch-site': 'cross-site' }, 403],
    ['to no action', { origin: address, 'content-type': 'text/plain' }, 400],
    ['as a form', { ...own, 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('%s is refused', async (_, headers, status) => {
    expect(await statusOf(headers)).toBe(status)
  })

  test('in more than the plain part of the protocol is refused', async () => {
    expect(await statusOf(own, '["$1:__proto__:then"]')).toBe(400)
    expect(await statusOf(own, 'not json')).toBe(400)
    expect(await statusOf(own, JSON.stringify(['x'.repeat(1024 * 1024)]))).toBe(413)
  })

  test.each(['/_next/static/chunks/x.js', '/_next/x'])(
    'to the files of a build is refused, also by a page of ours: %s',
    async (path) => {
      expect(await statusOf(own, '[{}]', path)).toBe(405)
    },
  )

  test.each([
    '/api/nowhere',
    '/api/orders',
    '/api/auth/session',
    '/api/reports',
    '/api/auth/../x',
    '/x/../api/reports',
  ])('to a read, or to nothing beside the reads, is no action and no form with files: %s', async (path) => {
    expect(await statusOf(own, '[{}]', path)).toBe(415)
    for (const action of [{}, { 'next-action': 'x' }] as Record<string, string>[]) {
      const type = 'multipart/form-data; boundary=x'
      expect(await statusOf({ origin: address, 'content-type': type, ...action }, '--x--', path)).toBe(415)
    }
    expect(await statusOf({ ...own, 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', path)).toBe(415)
  })

  test('with another method is refused', async () => {
    expect((await answerTo(own, address, '/', { method: 'PUT', body: '[]' })).status).toBe(405)
  })
})

test('what is refused is told to the log in one line: what was asked of which path, and why, and nothing else of it', async () => {
  const { log } = await import('#lib/log.ts')
  const told = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  await answerTo({ cookie: 'secret=1' }, undefined, '/settings/me?token=secret', { method: 'DELETE' })
  await answerTo({ 'content-encoding': 'br' }, undefined, '/')
  await answerTo({ origin: 'https://secret.example' }, undefined, '/', { method: 'POST', body: 'secret' })
  await answerTo({}, undefined, '/')
  expect(told.mock.calls.map(([line]) => line)).toEqual([
    { method: 'DELETE', path: '/settings/me', status: 405, reason: 'method' },
    { method: 'GET', path: '/', status: 415, reason: 'packed' },
    { method: 'POST', path: '/', status: 403, reason: 'elsewhere' },
  ])
})
