import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { pagesMax } from '#lib/live/hub.ts'
import { actionIds } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { pages, reads } from './pages.ts'
import { sendRaw, statusOf } from './raw-request.ts'

// Whoever tries to weigh on the console is refused in words, and nobody else notices (A12).

const isFull = process.env['SECURITY'] === 'full'
/** Somebody else opens a page and reads a list. Returns how long that took. */
async function wait(url: string, cookie: string, what: string): Promise<number> {
  const begun = performance.now()
  for (const path of ['/orders', '/api/overview']) {
    const answer = await fetch(url + path, { headers: { cookie }, signal: AbortSignal.timeout(60_000) })
    await answer.text()
    expect([what, path, answer.status]).toEqual([what, path, 200])
  }
  return performance.now() - begun
}

/**
 * Somebody else, who waits while the console is weighed on: at most ten times as long as just before on this very machine, or what
 * nobody notices on one that runs everything at once.
 */
async function somebodyElse(url: string, cookie: string) {
  const before: number[] = []
  for (let nth = 0; nth < 3; nth += 1) before.push(await wait(url, cookie, 'nothing yet'))
  const patienceMs = Math.max(isFull ? 2_000 : 10_000, 10 * Math.max(...before))
  return {
    patienceMs,
    expectServed: async (what: string): Promise<void> => {
      const ms = await wait(url, cookie, what)
      expect([what, ms < patienceMs || ms]).toEqual([what, true])
    },
  }
}

/** Opens `count` connections that say `bytes` and no more. */
async function hang(url: string, count: number, bytes: string): Promise<Socket[]> {
  const { hostname, port } = new URL(url)
  const lines = Array.from({ length: count }, () => connect(Number(port), hostname))
  await Promise.all(
    lines.map(async (line) => {
      line.on('error', () => undefined)
      // Else an end is never heard.
      line.resume()
      await once(line, 'connect')
      line.write(bytes)
    }),
  )
  return lines
}

const head = (url: string) => `POST / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nOrigin: ${url}\r\n`

test('who sends slowly, or nothing at all, keeps nobody else waiting and is let go', async ({ url }) => {
  test.setTimeout(240_000)
  const { expectServed } = await somebodyElse(url, await signIn(url, 'support@demo.test'))
  const slow = {
    'no word': '',
    'half a header': `GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a`,
    'a body that never comes': `${head(url)}Next-Action: 00\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n[`,
    'a form that never comes': `${head(url).replace('/ ', '/api/auth/callback/credentials ')}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ne`,
    'chunks that never end': `${head(url)}Next-Action: 00\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n`,
  }
  const lines: [string, Socket][] = []
  for (const [what, bytes] of Object.entries(slow)) {
    for (const line of await hang(url, 60, bytes)) lines.push([what, line])
    await expectServed(what)
  }
  if (isFull) {
    const held = lines.filter(([what, line]) => what !== 'no word' && !line.closed)
    await Promise.all(held.map(([, line]) => once(line, 'close')))
  }
  for (const [, line] of lines) line.destroy()
})

test('one person has so many streams of live events and no more, and takes none from others', async ({ url }) => {
  test.setTimeout(120_000)
  const [cookie, other] = [await signIn(url, 'reviewer@demo.test'), await signIn(url, 'support@demo.test')]
  const { expectServed } = await somebodyElse(url, other)
  const leaving: AbortController[] = []
  const open = async (who: string) => {
    const leave = new AbortController()
    leaving.push(leave)
    const answer = await fetch(`${url}/api/events`, { headers: { cookie: who }, signal: leave.signal })
    return answer
  }
  try {
    const statuses = new Set<number>()
    for (let nth = 0; nth < pagesMax.person; nth += 1) statuses.add((await open(cookie)).status)
    const refused = await open(cookie)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({
      error: { code: 'too_many', message: expect.stringMatching(/^errors\.pagesOfPerson\|/) },
    })
    expect([...statuses].filter((status) => status !== 429)).toEqual([200])
    expect((await open(other)).status).toBe(200)
    await expectServed('many streams')
  } finally {
    for (const leave of leaving) leave.abort()
  }
  await expect.poll(async () => (await open(cookie)).status, { timeout: 30_000 }).toBe(200)
  for (const leave of leaving) leave.abort()
})

test('packed bodies are refused unread, however they are packed', async ({ url }) => {
  const cookie = await signIn(url, 'admin@demo.test')
  const bomb = Buffer.alloc(20_000_000, '[')
  const packed: [string, Buffer][] = [
    ['gzip', gzipSync(bomb)],
    ['x-gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb.subarray(0, 2_000_000))],
    ['deflate', deflateSync(bomb)],
    ['zstd', Buffer.from('28b52ffd', 'hex')],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
    ['identity, gzip', gzipSync(bomb)],
    ['GZIP', gzipSync(bomb)],
  ]
  const id = actionIds().get('view.save') ?? ''
  for (const [encoding, body] of packed)
    for (const [path, type] of [
      ['/', 'text/plain;charset=UTF-8'],
      ['/api/auth/callback/credentials', 'application/x-www-form-urlencoded'],
      ['/api/orders', 'application/json'],
    ] as const) {
      const answer = await fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: url, 'next-action': id, 'content-type': type, 'content-encoding': encoding },
        body: new Uint8Array(body),
      })
      expect([encoding, path, answer.status]).toEqual([encoding, path, 415])
    }
})

test('bodies of a megabyte, wide or deep, from many at once are turned away while a page is served', async ({
  url,
}) => {
  test.setTimeout(120_000)
  const cookie = await signIn(url, 'admin@demo.test')
  const { expectServed } = await somebodyElse(url, await signIn(url, 'support@demo.test'))
  const id = actionIds().get('draft.save') ?? ''
  const mega = 1024 * 1024 - 100
  const bodies = [
    `[${'['.repeat(mega / 2)}${']'.repeat(mega / 2)}]`,
    `[${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}]`,
    `[[${'1,'.repeat(mega / 2 - 10)}1]]`,
    `[{${Array.from({ length: 80_000 }, (_, nth) => `"k${nth}":1`).join(',')}}]`,
    `["${'\\u0061'.repeat(mega / 6 - 10)}"]`,
    `["${'a'.repeat(mega - 10)}"]`,
    `[${'9'.repeat(mega - 10)}]`,
  ]
  const rounds = isFull ? 8 : 2
  const sent = Array.from({ length: rounds }, () => bodies)
    .flat()
    .map(async (body) => {
      const headers = { cookie, origin: url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
      const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body })
      return { status: answer.status, isTaken: /"ok":true/.test(await answer.text()) }
    })
  await expectServed('many bodies')
  for (const { status, isTaken } of await Promise.all(sent)) expect([status < 500, isTaken]).toEqual([true, false])
})

test('requests that are too long in one way or another are refused by it', async ({ url }) => {
  const cookie = await signIn(url, 'support@demo.test')
  const { expectServed } = await somebodyElse(url, cookie)
  const { host } = new URL(url)
  const many = (count: number) => Array.from({ length: count }, (_, nth) => `X-${nth}: 1\r\n`).join('')
  const cases: [string, string, number[]][] = [
    [
      'an address of 20,000 characters',
      `GET /orders?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${host}\r\n`,
      [414, 431],
    ],
    ['an address of a million', `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: ${host}\r\n`, [414, 431]],
    ['a header of 20,000', `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${'a'.repeat(20_000)}\r\n`, [431]],
    ['3,000 headers', `GET / HTTP/1.1\r\nHost: ${host}\r\n${many(3000)}`, [431]],
    ['a cookie of 20,000', `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: a=${'a'.repeat(20_000)}\r\n`, [431]],
    ['a method that nobody knows', `${'A'.repeat(30)} / HTTP/1.1\r\nHost: ${host}\r\n`, [400]],
    ['no host', 'GET / HTTP/1.1\r\n', [400]],
  ]
  for (const [what, text, statuses] of cases) {
    const status = statusOf(await sendRaw(url, `${text}Connection: close\r\n\r\n`))
    expect([what, status === undefined || statuses.includes(status) ? 'refused' : status]).toEqual([what, 'refused'])
  }
  const odd = [
    `Range: bytes=${'0-0,'.repeat(2000)}0-0`,
    `Accept-Language: ${'en;q=0.1,'.repeat(1200)}en`,
    `Accept-Encoding: ${'gzip;q=0.1,'.repeat(1000)}br`,
    `If-None-Match: ${'"a",'.repeat(2500)}"b"`,
    `X-Forwarded-For: ${'1.1.1.1, '.repeat(1200)}1.1.1.1`,
    `Cookie: ${'a=b; '.repeat(2000)}c=d`,
    // A sealed cookie whose key is to be derived in two thousand million rounds.
    `Cookie: countersign-session=${Buffer.from('{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":2147483647,"p2s":"AAAA"}').toString('base64url')}.AAAA.AAAA.AAAA.AAAA`,
    'Expect: 100-continue',
    'Upgrade: h2c',
  ]
  for (const line of odd)
    for (const path of ['/orders', '/api/orders', '/api/events']) {
      const answer = await sendRaw(url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${line}\r\nConnection: close\r\n\r\n`)
      expect([line.slice(0, 40), path, (statusOf(answer) ?? 400) < 500]).toEqual([line.slice(0, 40), path, true])
    }
  await expectServed('long requests')
})

const uuid = '00000000-0000-4000-8000-000000000000'

/** What the address of a list can hold at most, of each of its parts. */
const filters = [
  `q=${'a'.repeat(14_000)}`,
  `q=${encodeURIComponent('%_\\'.repeat(1500))}`,
  `q=${encodeURIComponent('云'.repeat(1400))}`,
  `account=${`${uuid},`.repeat(370)}`,
  `status=${'unpaid,'.repeat(2000)}`,
  `service=${Array.from({ length: 3000 }, (_, nth) => nth).join(',')}`,
  `region=${',,'.repeat(7000)}`,
  `person=${'cloud:a,'.repeat(1700)}`,
  Array.from({ length: 1500 }, (_, nth) => `a${nth}=1`).join('&'),
  Array.from({ length: 1500 }, () => 'status=paid').join('&'),
  `amount=-999999999999999..999999999999999&ordered=0001-01-01..9999-12-31`,
  `after=${'A'.repeat(14_000)}`,
  `before=${Buffer.from(`["${'9'.repeat(8000)}"]`).toString('base64url')}`,
  'page=99999999999999999999&size=1e309&limit=-1',
]

test('the longest filters that an address can hold are read, or refused, and soon', async ({ url }) => {
  test.setTimeout(isFull ? 900_000 : 180_000)
  const cookie = await signIn(url, 'owner@demo.test')
  const { patienceMs, expectServed } = await somebodyElse(url, await signIn(url, 'support@demo.test'))
  const lists = [...pages, ...reads].filter((path) => !path.includes('?'))
  // A slice of them with the other tests: each filter at a few of the lists, another few each time.
  const chosen = filters.flatMap((filter, nth) =>
    lists.filter((_, index) => isFull || index % 7 === nth % 7).map((path) => `${path}?${filter}`),
  )
  for (const path of chosen) {
    const begun = performance.now()
    const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' })
    await answer.text()
    const ms = performance.now() - begun
    expect([path.slice(0, 60), answer.status < 500, ms < patienceMs || ms]).toEqual([path.slice(0, 60), true, true])
  }
  await expectServed('long filters')
})
