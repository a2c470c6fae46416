import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { pages } from './pages.ts'
import { sendRaw, statusOf } from './raw-request.ts'

// Pages are not reached around the sign-in (A4): by headers and addresses with which Next's middleware was once passed by. The
// pages ask the session themselves, so that there is nothing to pass by; this proves it.

/**
 * CVE-2025-29927, CVE-2026-44573, CVE-2026-44575, CVE-2026-45109, GHSA-492v-c6pp-mqqv, CVE-2026-64642, of the sign-in library
 * GHSA-xmf8-cvqr-rfgj (`Bearer %`), and the habits of proxies before an app.
 */
const headers: Record<string, string>[] = [
  {},
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
  { 'x-middleware-subrequest-id': '0', 'x-middleware-rewrite': '/orders', 'x-middleware-next': '1' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%2Cnull%2Cnull%2Ctrue%5D' },
  { 'x-nextjs-data': '1' },
  { 'x-invoke-path': '/orders', 'x-invoke-status': '200', 'x-matched-path': '/orders' },
  { 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' },
  { 'x-countersign-path': '//evil.example' },
  { 'next-resume': '1', 'x-now-route-matches': '1' },
  { authorization: 'Bearer %' },
  { cookie: 'countersign-session=eyJhbGciOiJkaXIifQ..x.y.z' },
  { cookie: '__Secure-next-auth.session-token=x; next-auth.session-token=x; countersign-session=' },
]

const shapesOf = (path: string): string[] => {
  const [plain = '', query] = path.split('?')
  const rest = query === undefined ? '' : `?${query}`
  return [
    path,
    `${path}${rest === '' ? '?' : '&'}_rsc=1a2b3`,
    `${plain}.rsc${rest}`,
    `${plain === '/' ? '/index' : plain}.segments/_tree.segment.rsc`,
    `${plain}.txt`,
    `/en${plain}`,
    `/%2F${plain.slice(1)}`,
    `/.${plain}`,
    `${plain}%00`,
    `${plain}/%2e`,
    plain.toUpperCase(),
    `/_next/data/build${plain === '/' ? '/index' : plain}.json`,
  ]
}

let known: string[] = []

/** What only people who are signed in may read: names of accounts, orders, servers. */
async function secrets(url: string): Promise<string[]> {
  if (known.length > 0) return known
  const cookie = await signIn(url, 'support@demo.test')
  const texts = await Promise.all(
    ['/api/orders', '/api/phone-servers', '/api/desktops'].map(async (path) =>
      (await fetch(url + path, { headers: { cookie } })).text(),
    ),
  )
  const ids = [...texts.join('\n').matchAll(/"(?:orderId|serverId|desktopId|name)":"([^"]{6,})"/g)].map(
    ([, id = '']) => id,
  )
  expect(ids.length).toBeGreaterThan(5)
  known = [...new Set(ids)]
  return known
}

async function expectNothing(answer: Response, what: string, url: string): Promise<void> {
  const text = await answer.text()
  expect([what, answer.status < 500]).toEqual([what, true])
  expect([what, (await secrets(url)).filter((secret) => text.includes(secret))]).toEqual([what, []])
  // A redirect leads to the sign-in of this console, whatever host was claimed.
  const to = answer.headers.get('location')
  if (to !== null) expect([what, new URL(to, url).origin]).toEqual([what, url])
}

test('no header brings who is not signed in to a page', async ({ url }) => {
  test.setTimeout(180_000)
  for (const path of pages)
    for (const sent of headers) {
      const answer = await fetch(url + path, { headers: sent, redirect: 'manual' })
      await expectNothing(answer, `${path} ${JSON.stringify(sent)}`, url)
    }
})

test('no way of writing an address does', async ({ url }) => {
  test.setTimeout(180_000)
  for (const path of pages)
    for (const shape of shapesOf(path))
      for (const sent of [{}, { rsc: '1' }] as Record<string, string>[])
        await expectNothing(
          await fetch(url + shape, { headers: sent, redirect: 'manual' }),
          `${shape} ${JSON.stringify(sent)}`,
          url,
        )
})

// CVE-2026-44578: the server asked what a web socket's request line named. CVE-2026-27977: the reloading of a development server.
test('nothing is fetched for who names another address in the request line, or asks for a web socket', async ({
  url,
  cloud,
}) => {
  const { host } = new URL(url)
  const before = (await cloud.ledger()).length
  for (const target of [
    `${cloud.url}/_control/credentials`,
    '//127.0.0.1/_control/credentials',
    '/api/events',
    '/_next/webpack-hmr',
    '/_next/hmr',
    '/',
  ])
    for (const extra of [
      '',
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
    ]) {
      const connection = extra === '' ? 'close' : 'Upgrade'
      const answer = await sendRaw(
        url,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: ${connection}\r\n${extra}\r\n`,
        3000,
      )
      const status = statusOf(answer)
      expect([target, extra, status === undefined || (status !== 101 && status < 500)]).toEqual([target, extra, true])
      expect(answer).not.toContain('"sk"')
    }
  expect((await cloud.ledger()).length).toBe(before)
})

// CVE-2026-29057
test('two requests in one, or a length told twice, are not taken', async ({ url }) => {
  const { host } = new URL(url)
  const smuggled = 'GET /api/orders HTTP/1.1\r\nHost: x\r\n\r\n'
  for (const lengths of [
    `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`,
    `Content-Length: 4\r\nContent-Length: 5\r\n`,
    `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n`,
    `Transfer-Encoding: xchunked\r\n`,
  ]) {
    const answer = await sendRaw(url, `POST / HTTP/1.1\r\nHost: ${host}\r\n${lengths}\r\n0\r\n\r\n${smuggled}`, 3000)
    expect([lengths, statusOf(answer)]).toEqual([lengths, 400])
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  }
})

test('no method and no request line fails the server', async ({ url }) => {
  const { host } = new URL(url)
  const say = (line: string) => sendRaw(url, `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  for (const method of ['TRACE', 'OPTIONS', 'PUT', 'PROPFIND', 'PURGE'])
    for (const path of ['/', '/api/orders', '/sign-in', '*']) {
      const line = `${method} ${path}`
      expect([line, statusOf(await say(line))]).toEqual([line, 405])
    }
  for (const line of [
    'GET *',
    'HEAD *',
    'GET /x/../orders',
    'GET http://evil.example/',
    'GET //evil.example',
    'GET /.',
  ])
    expect([line, (statusOf(await say(line)) ?? 400) < 500]).toEqual([line, true])
})

test('no state that a browser claims to have of a page fails the server', async ({ url }) => {
  const deep = '["",{"a":'.repeat(1200) + '["",{}]' + '}]'.repeat(1200)
  for (const state of [
    'x',
    '%',
    '[]',
    '[""]',
    '["",{}, 5]',
    '["",[]]',
    '{}',
    '["",{"__proto__":[]}]',
    deep,
    '["",{}]',
  ]) {
    const claimed = { rsc: '1', 'next-router-state-tree': state }
    // Next sends on whoever has not said in the address what the headers are.
    const answer = await fetch(`${url}/sign-in`, { headers: claimed })
    await answer.text()
    expect([state.slice(0, 40), answer.status]).toEqual([state.slice(0, 40), 200])
  }
})

// GHSA-2xp9-vwfh-vxw4, CVE-2026-96889: code ran through it. CVE-2026-27980: its store was filled.
test('the image optimiser is gone', async ({ url }) => {
  for (const path of [
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75',
    '/_next/image',
  ])
    expect((await fetch(url + path)).status).toBe(404)
})
