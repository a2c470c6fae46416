import { SignJWT, UnsecuredJWT } from 'jose'
import { decode, encode } from 'next-auth/jwt'
import { type CompanyAtHome, openCompanyAtHome, visitCompany } from '#lib/auth/testing/company-at-home.ts'
import { expect, test } from '../fixtures.ts'
import { type SecondWeb, startSecondWeb } from '../second-web.ts'
import { askToken, postSignIn } from '../stack.ts'
import { idHashOf, type Opened } from './outsider.ts'
import { outsiderOfThisFile, requireDataDir } from './outsider-of-a-file.ts'

// Sessions as somebody forges, plants, keeps or stretches them (A5). When they end, and that the other process hears of it, is
// in lib/auth/sessions.test.ts and session-ends.test.ts.

const dataDir = requireDataDir()
const outsider = outsiderOfThisFile()

const name = 'countersign-session'

/** What the console answers to who brings these headers: to a read, and to a page. */
async function answersTo(url: string, headers: Record<string, string>): Promise<string> {
  const [read, page] = await Promise.all(
    ['/api/session', '/settings/me'].map((path) => fetch(url + path, { headers, redirect: 'manual' })),
  )
  const to = page?.headers.get('location') ?? ''
  return `${read?.status} ${page?.status}${to.startsWith('/sign-in') ? ' to the sign-in' : ''}`
}
const isIn = '200 200'
const isOut = '401 307 to the sign-in'

const changed = (token: string, part: number, change: (text: string) => string) =>
  token
    .split('.')
    .map((text, index) => (index === part ? change(text) : text))
    .join('.')
const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url')

type Forge = (session: Opened, secret: string) => string | Record<string, string> | Promise<string>

/** Cookies that nobody may come in with, made of a session that is all right. */
const forgeries: Record<string, Forge> = {
  'an empty one': () => '',
  'the id of the session itself': ({ sid }) => sid,
  'the digest of the id, which the database has': ({ sid }) => idHashOf(sid),
  'alg none': ({ sid }) => new UnsecuredJWT({ sid }).setIssuedAt().encode(),
  'alg none in another case': ({ sid }) => `${header({ alg: 'nOnE' })}.${header({ sid })}.`,
  'signed with our secret, not sealed': ({ sid }, secret) =>
    new SignJWT({ sid }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret)),
  'sealed with another secret': ({ sid }) => encode({ token: { sid }, secret: 'x'.repeat(48) }),
  'sealed with no secret': ({ sid }) => encode({ token: { sid }, secret: '' }).catch(() => 'x'),
  // GHSA-5jpx-9hw9-2fx4, GHSA-x445-f3h2-j279: what was sealed on the way to a provider counted as a session.
  'sealed for the way to the company’s provider': ({ sid }, secret) =>
    encode({ token: { sid }, secret, salt: 'company' }),
  expired: ({ sid }, secret) => encode({ token: { sid }, secret, maxAge: -60 }),
  'of no session': (_, secret) => encode({ token: {}, secret }),
  'of a person instead of a session': (_, secret) =>
    encode({ token: { sub: outsider().personId, email: outsider().email, role: 'owner' }, secret }),
  'of a list': ({ sid }, secret) => encode({ token: { sid: [sid] }, secret }),
  'of an object': (_, secret) => encode({ token: { sid: { toString: 'x' } }, secret }),
  'of a made-up session': (_, secret) => encode({ token: { sid: 'x'.repeat(43) }, secret }),
  'of the digest of a session': ({ sid }, secret) => encode({ token: { sid: idHashOf(sid) }, secret }),
  'of a statement for the database': (_, secret) => encode({ token: { sid: `' or '1'='1` }, secret }),
  'cut at its end': ({ token }) => token.slice(0, -6),
  'cut in the middle': ({ token }) => token.slice(0, token.length / 2),
  'without its seal': ({ token }) => changed(token, 4, () => ''),
  'with another seal': ({ token }) => changed(token, 4, (text) => [...text].toReversed().join('')),
  'with other content': ({ token }) => changed(token, 3, (text) => `${text.slice(0, -2)}AA`),
  'with another header': ({ token }) => changed(token, 0, () => header({ alg: 'none', enc: 'A256GCM' })),
  'with a header that names a key of its own': ({ token }) =>
    changed(token, 0, () => header({ alg: 'dir', enc: 'A256GCM', jku: 'https://evil.example', kid: '../../etc' })),
  'in two parts': ({ token }) => ({ [`${name}.0`]: token.slice(0, 80), [`${name}.1`]: token.slice(80) }),
  'as the first of several parts': ({ token }) => ({ [`${name}.0`]: token }),
  'under the name that https has': ({ token }) => ({ [`__Host-${name}`]: token }),
  'under the usual name': ({ token }) => ({ 'next-auth.session-token': token }),
  'under the usual name of https': ({ token }) => ({ '__Secure-next-auth.session-token': token }),
  'in another case': ({ token }) => ({ [name.toUpperCase()]: token }),
  'of 8 kB': () => 'x'.repeat(8_000),
  'of what cannot be decoded': () => '%',
  'of JSON': () => '{"sid":"x"}',
}

test('a cookie that the console did not make opens nothing, and fails nowhere', async ({ url }) => {
  test.setTimeout(120_000)
  const session = await outsider().open()
  const seen: Record<string, string> = {}
  for (const [what, forge] of Object.entries(forgeries)) {
    const forged = await forge(session, outsider().secret)
    const cookies = typeof forged === 'string' ? { [name]: forged } : forged
    const cookie = Object.entries(cookies).map(([key, value]) => `${key}=${value}`)
    seen[what] = await answersTo(url, { cookie: cookie.join('; ') })
  }
  expect(seen).toEqual(Object.fromEntries(Object.keys(forgeries).map((what) => [what, isOut])))
  // The session that they were made of is all right.
  expect(await answersTo(url, { cookie: session.cookie })).toBe(isIn)
})

test('the right token comes in by the cookie alone', async ({ url }) => {
  const { token, sid } = await outsider().open()
  for (const headers of [
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${sid}` },
    { 'x-session-id': sid, 'x-countersign-session': token },
  ])
    expect(await answersTo(url, headers)).toBe(isOut)
  for (const query of [`?sid=${sid}`, `?${name}=${token}`, `?session=${token}`])
    expect((await fetch(`${url}/api/session${query}`)).status).toBe(401)
})

test('a session that ended in the database is out, however fresh its cookie is', async ({ url }) => {
  const endings = {
    'signed out': 'revoked_at = now()',
    'idle for half an hour': `seen_at = now() - interval '30 minutes'`,
    'twelve hours old': 'expires_at = now()',
    'without its second factor': `needs = 'factor'`,
    'without any second factor where one is required': `needs = 'enrolment'`,
  }
  for (const [what, assignments] of Object.entries(endings)) {
    const session = await outsider().open()
    expect([what, await answersTo(url, { cookie: session.cookie })]).toEqual([what, isIn])
    await session.change(assignments)
    // next-auth seals a cookie anew at each question, with another end: that end is not asked.
    const asked = await fetch(`${url}/api/auth/session`, { headers: { cookie: session.cookie } })
    const fresh = asked.headers.getSetCookie().find((line) => line.startsWith(name))
    for (const cookie of [session.cookie, fresh?.split(';')[0] ?? ''])
      expect([what, await answersTo(url, { cookie })]).toEqual([what, isOut])
  }
})

test('what a browser says of its session is not believed: neither whose it is, nor until when, nor what it may', async ({
  url,
}) => {
  const [mine, other] = [await outsider().open(), await outsider().open()]
  const { csrfToken, cookie } = await askToken(url, mine.cookie)
  const claimed = {
    sid: other.sid,
    sub: 'owner',
    user: { email: 'owner@demo.test', role: 'owner' },
    needs: null,
    exp: 4_102_444_800,
    expires: '2100-01-01T00:00:00Z',
    __proto__: { sid: other.sid },
  }
  const answer = await fetch(`${url}/api/auth/session`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ csrfToken, data: claimed }),
  })
  expect(answer.status).toBe(200)
  expect(Object.keys(await answer.json())).toEqual(['expires'])
  const [set = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(name))
  const token = /=([^;]+)/.exec(set)?.[1] ?? ''
  const claims = await decode({ token, secret: outsider().secret })
  expect(Object.keys(claims ?? {}).toSorted()).toEqual(['exp', 'iat', 'jti', 'sid'])
  expect(claims).toMatchObject({ sid: mine.sid })
  expect(Number(claims?.exp) - Date.now() / 1000).toBeLessThan(12 * 60 * 60 + 60)
})

test('a session that was planted in the browser is not taken over by who signs in', async ({ url }) => {
  const { email, password } = outsider()
  const planted = await outsider().open()
  const { cookie } = await postSignIn(url, { email, password, cookie: planted.cookie })
  const now = cookie.split('; ').find((pair) => pair.startsWith(`${name}=`)) ?? ''
  const claims = await decode({ token: now.slice(name.length + 1), secret: outsider().secret })
  expect(claims?.['sid']).toMatch(/^[\w-]{43}$/)
  expect(claims?.['sid']).not.toBe(planted.sid)
  expect(await answersTo(url, { cookie: now })).toBe(isIn)
  // Whoever planted it, and knows it, has nothing of it.
  expect(await answersTo(url, { cookie: planted.cookie })).toBe(isOut)
})

test.describe('over https', () => {
  const origin = 'https://console.example.com'
  let web: SecondWeb
  let company: CompanyAtHome
  test.beforeAll(async () => {
    test.setTimeout(90_000)
    company = await openCompanyAtHome(() => origin)
    const { issuer, clientId, clientSecret } = company.settings
    web = await startSecondWeb(dataDir, () => origin, {
      COUNTERSIGN_OIDC_ISSUER: issuer,
      COUNTERSIGN_OIDC_CLIENT_ID: clientId,
      COUNTERSIGN_OIDC_CLIENT_SECRET: clientSecret,
    })
  })
  test.afterAll(async () => {
    company.close()
    await web.stop()
  })

  /** Every cookie that these answers set: of this host alone, for https alone, out of reach of scripts and of other sites. */
  function expectOwnCookies(answers: Response[]): string[] {
    const lines = answers.flatMap(({ headers }) => headers.getSetCookie())
    for (const line of lines) {
      expect(line).toMatch(/^__Host-/)
      for (const flag of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i]) expect(line).toMatch(flag)
      expect(line).not.toMatch(/; Domain=/i)
    }
    return lines
  }

  test('every cookie is of this host alone, for https alone, and out of reach of scripts and of other sites', async () => {
    const { email, password } = outsider()
    const csrf = await fetch(`${web.url}/api/auth/csrf`)
    const { answer, cookie } = await postSignIn(web.url, { email, password, origin })
    const asked = await fetch(`${web.url}/api/auth/session`, { headers: { cookie } })
    const { csrfToken } = await askToken(web.url, cookie)
    const out = await fetch(`${web.url}/api/auth/signout`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, json: 'true' }),
    })
    const lines = expectOwnCookies([csrf, answer, asked, out])
    expect(lines.filter((line) => line.startsWith(`__Host-${name}=`)).length).toBeGreaterThanOrEqual(3)
    // Kept no longer than a session may last.
    expect(lines.filter((line) => line.includes(name)).join('\n')).not.toMatch(/Max-Age=(?!0\b|43200\b)\d/i)
  })

  test('the company’s provider lets in who went there, in the browser that did, and leads to no other site', async () => {
    const sent: Response[] = []
    const ask = async (path: string, cookie = '') => {
      const answer = await fetch(web.url + path, { redirect: 'manual', headers: { cookie } })
      sent.push(answer)
      const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
      return { to: answer.headers.get('location') ?? '', cookie: set.join('; ') }
    }
    const begin = (next: string) => ask(`/api/auth/company?next=${encodeURIComponent(next)}`)
    const comeBack = async (to: string) => {
      const { email } = outsider()
      company.visitor = { sub: email, email, email_verified: true }
      const back = await visitCompany(company, new URL(to))
      return back.pathname + back.search
    }
    const mine = await begin('/orders?sort=-amount')
    expect(new URL(mine.to).origin).toBe(company.settings.issuer)
    const callback = await comeBack(mine.to)
    // What somebody else has brought from there, or has not gone there for, signs this browser in as nobody.
    for (const cookie of ['', (await begin('/')).cookie, `__Host-${name}=x`]) {
      const refused = await ask(callback, cookie)
      expect(refused.to).toBe(`${origin}/sign-in?error=auth.companyFailed`)
      expect(refused.cookie).not.toContain(`__Host-${name}=`)
    }
    const home = await ask(callback, mine.cookie)
    expect(home.to).toBe(`${origin}/orders?sort=-amount`)
    expect(await answersTo(web.url, { cookie: home.cookie })).toBe(isIn)
    // A code opens once.
    expect((await ask(callback, mine.cookie)).to).toContain('auth.companyFailed')
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/api/auth/signout']) {
      const away = await begin(next)
      expect([next, (await ask(await comeBack(away.to), away.cookie)).to]).toEqual([next, `${origin}/`])
    }
    expect(sent.map(({ headers }) => headers.get('cache-control'))).toEqual(sent.map(() => 'no-store'))
    expect(expectOwnCookies(sent).length).toBeGreaterThan(sent.length)
  })

  test('the cookie that plain http has opens nothing', async () => {
    const { token, cookie } = await outsider().open()
    expect(await answersTo(web.url, { cookie })).toBe(isOut)
    expect(await answersTo(web.url, { cookie: `__Host-${name}=${token}` })).toBe(isIn)
  })

  test('demo people and their sessions do not come in where there is no demo', async ({ url }) => {
    const demo = await postSignIn(url, { email: 'support@demo.test', password: 'countersign-demo' })
    const pair = demo.cookie.split('; ').find((each) => each.startsWith(`${name}=`)) ?? ''
    expect(await answersTo(url, { cookie: pair })).toBe(isIn)
    expect(await answersTo(web.url, { cookie: `__Host-${pair}` })).toBe(isOut)
    const { text } = await postSignIn(web.url, { email: 'support@demo.test', password: 'countersign-demo', origin })
    expect(text).toContain('auth.wrongSignIn')
  })
})
