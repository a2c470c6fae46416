import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'

const answerTo = async (
  headers: Record<string, string> = {},
  address = 'http://127.0.0.1:3000',
  path = '/requests?state=done',
) => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1/x')
  vi.stubEnv('NEXTAUTH_URL', address)
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('COUNTERSIGN_DATA_KEY', `${'A'.repeat(43)}=`)
  const { proxy } = await import('../proxy.ts')
  return proxy(new NextRequest(`${address}${path}`, { headers }))
}

/** What Next hands to the page in place of the browser's own headers. */
const passedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`)
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1]

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
