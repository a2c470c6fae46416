import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesMax } from '#lib/live/hub.ts'
import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { requireDataDir } from './outsider-of-a-file.ts'
import { pages, reads } from './pages.ts'

// What every answer says to the browser (A9). Over https the console adds HSTS and __Host- cookies: app/proxy.test.ts.

const filesOfBrowsers = join(import.meta.dirname, '../../.next/static')

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
} as const

const told = (answer: Response) =>
  Object.fromEntries(Object.keys(always).map((name) => [name, answer.headers.get(name)]))

const policyOf = (answer: Response): Map<string, string[]> =>
  new Map(
    (answer.headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )

async function load(url: string, cookie: string, part: Record<string, string> = {}) {
  const answer = await fetch(url, { headers: { cookie, accept: 'text/html', ...part }, redirect: 'manual' })
  return { answer, html: await answer.text() }
}

const nonceOf = (answer: Response) =>
  /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''

test('every page has a policy with a nonce of its own, and no script without it', async ({ url }) => {
  test.setTimeout(180_000)
  const cookie = await signIn(url, 'owner@demo.test')
  const nonces = new Set<string>()
  const all = [...pages, '/nowhere', '/sign-in', '/requests/00000000-0000-4000-8000-000000000000']
  for (const path of all) {
    const { answer, html } = await load(url + path, cookie)
    const nonce = nonceOf(answer)
    expect([path, nonce.length]).toEqual([path, 32])
    nonces.add(nonce)
    const policy = policyOf(answer)
    expect([path, policy.get('script-src')]).toEqual([path, ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"]])
    expect([path, policy.get('style-src')]).toEqual([path, ["'self'", `'nonce-${nonce}'`]])
    expect([path, [...policy.values()].flat().filter((source) => source.includes('unsafe'))]).toEqual([path, []])
    for (const name of ['default-src', 'connect-src', 'form-action'])
      expect([path, name, policy.get(name)]).toEqual([path, name, ["'self'"]])
    for (const name of ['object-src', 'base-uri', 'frame-ancestors', 'frame-src'])
      expect([path, name, policy.get(name)]).toEqual([path, name, ["'none'"]])
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
    expect([path, scripts.length > 0 || answer.status >= 300]).toEqual([path, true])
    expect([path, scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))]).toEqual([path, []])
    expect([path, /<[a-z][^>]*\s(?:on[a-z]+|style)=/i.test(html.replaceAll(/<script[\s\S]*?<\/script>/g, ''))]).toEqual(
      [path, false],
    )
  }
  expect(nonces.size).toBe(all.length)
})

test('every page and every read is kept nowhere, and says how it is to be taken', async ({ url }) => {
  test.setTimeout(180_000)
  const cookie = await signIn(url, 'owner@demo.test')
  for (const who of [cookie, ''])
    for (const path of [
      ...pages,
      ...reads,
      '/sign-in',
      '/sign-in/set-up',
      '/join',
      '/proved',
      '/nowhere',
      ...['nowhere', 'health', 'metrics', 'accounts', 'session'].map((name) => `/api/${name}`),
      ...['csrf', 'session', 'providers', 'signin', 'signin/credentials', 'signout', 'error', 'company'].map(
        (name) => `/api/auth/${name}`,
      ),
      ...['company/callback', 'callback/credentials', 'callback', 'verify-request', '_log', 'nowhere'].map(
        (name) => `/api/auth/${name}`,
      ),
    ]) {
      const answer = await fetch(url + path, { headers: { cookie: who }, redirect: 'manual' })
      await answer.body?.cancel()
      expect([path, answer.status < 500]).toEqual([path, true])
      expect([path, told(answer)]).toEqual([path, always])
      expect([path, answer.headers.get('x-powered-by')]).toEqual([path, null])
      expect([path, answer.headers.get('cache-control')]).toEqual([path, expect.stringMatching(/no-store/)])
    }
})

test('a live stream is kept nowhere and tells nothing to who is not signed in', async ({ url }) => {
  const aborting = new AbortController()
  const cookie = await signIn(url, 'support@demo.test')
  const open = await fetch(`${url}/api/events`, { headers: { cookie }, signal: aborting.signal })
  expect(open.headers.get('cache-control')).toMatch(/no-store/)
  expect(told(open)).toEqual(always)
  aborting.abort()
  const refused = await fetch(`${url}/api/events`)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('cache-control')).toMatch(/no-store/)
  expect(told(refused)).toEqual(always)
})

test('who asks only how a live stream would be answered opens none: as many as one likes are answered', async ({
  url,
}) => {
  const cookie = await signIn(url, 'support@demo.test')
  const asked = Array.from({ length: pagesMax.person + 1 }, () =>
    fetch(`${url}/api/events`, { method: 'HEAD', headers: { cookie } }),
  )
  for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200)
  const aborting = new AbortController()
  const open = await fetch(`${url}/api/events`, { headers: { cookie }, signal: aborting.signal })
  expect([open.status, open.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  aborting.abort()
})

test('the only cookies are ours, out of reach of scripts where they hold a session', async ({ url }) => {
  const answer = await fetch(`${url}/api/auth/csrf`)
  for (const line of answer.headers.getSetCookie()) {
    expect(line).toMatch(/; HttpOnly/i)
    expect(line).toMatch(/; SameSite=Lax/i)
    expect(line).toMatch(/; Path=\//i)
    expect(line).not.toMatch(/; Domain=/i)
  }
})

test('files of the build are sent as what they are, and name no source', async ({ url }) => {
  const { html } = await load(`${url}/sign-in`, '')
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
  const answer = await fetch(url + script)
  expect(answer.headers.get('content-type')).toMatch(/javascript/)
  expect(told(answer)).toEqual(always)
  expect(await answer.text()).not.toMatch(/sourceMappingURL/)
  expect(globSync('**/*.map', { cwd: filesOfBrowsers })).toEqual([])
})

test('what is not among the files of a build may do nothing, whoever asks for it', async ({ url }) => {
  const cookie = await signIn(url, 'owner@demo.test')
  for (const path of ['/_next/static/nothing.js', '/_next/static/chunks/nothing', '/_next/static/nothing.css?x=1'])
    for (const who of [cookie, ''])
      for (const part of [{}, { rsc: '1' }] as Record<string, string>[]) {
        const { answer } = await load(url + path, who, part)
        const what = JSON.stringify({ path, isIn: who !== '', ...part })
        expect([what, answer.status < 500]).toEqual([what, true])
        expect([what, answer.headers.get('content-security-policy')]).toEqual([
          what,
          expect.stringMatching(/^default-src 'none';/),
        ])
        expect([what, answer.headers.get('cache-control') ?? '']).toEqual([
          what,
          expect.not.stringMatching(/public|immutable/),
        ])
      }
})

// CVE-2026-44581: the nonce was taken from there.
test('the policy of a page never comes from the browser', async ({ url }) => {
  const chosen = "script-src 'nonce-chosen0000000000000000000000000'"
  for (const name of ['content-security-policy', 'content-security-policy-report-only']) {
    const answer = await fetch(`${url}/sign-in`, { headers: { [name]: chosen } })
    expect(answer.headers.get('content-security-policy')).not.toContain('chosen')
    expect(await answer.text()).not.toContain('chosen0000')
  }
})

test('what browsers load knows no secret, not even its name, and none of the server', () => {
  const files = globSync('**/*.{js,css,map}', { cwd: filesOfBrowsers })
  expect(files.length).toBeGreaterThan(10)
  const names = /NEXTAUTH_SECRET|COUNTERSIGN_[A-Z]+_KEY|DATABASE_URL|secret_sealed|password_hash|drizzle|node:crypto/
  expect(files.filter((file) => names.test(readFileSync(join(filesOfBrowsers, file), 'utf8')))).toEqual([])
})

test('a page that breaks its policy is told of by the browser itself, in a line of the log and nowhere else', async ({
  url,
  page,
}) => {
  await page.goto(`${url}/sign-in`)
  const taken = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/reports')
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://elsewhere.example/x?secret'
    document.body.append(frame)
  })
  expect((await taken).status()).toBe(204)
  const logged = () => readFileSync(join(requireDataDir(), 'logs/web.log'), 'utf8')
  await expect.poll(logged).toContain('"event":"frame-src","path":"/sign-in","place":"https://elsewhere.example"')
  expect(logged()).not.toContain('x?secret')
})

test('a report that is long, or none, or of another page, is refused', async ({ url }) => {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const more = { origin: url, 'content-type': 'application/csp-report', ...headers }
    return (await fetch(`${url}/api/reports`, { method: 'POST', body, headers: more })).status
  }
  const report = JSON.stringify({ 'csp-report': { 'document-uri': url, 'violated-directive': 'img-src' } })
  expect(await post(report)).toBe(204)
  expect(await post('[[[')).toBe(400)
  expect(await post(report + ' '.repeat(20_000))).toBe(413)
  expect(await post(report, { 'content-type': 'text/plain' })).toBe(415)
  expect(await post(report, { origin: 'https://evil.example' })).toBe(403)
})
