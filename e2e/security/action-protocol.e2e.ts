import { once } from 'node:events'
import { createServer } from 'node:net'
import { actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { isTaken, marker, type Posted, stageAction } from './posted-action.ts'
import { sendRaw, statusOf } from './raw-request.ts'

// Server actions as an attacker posts them (A3): from elsewhere, in other ways, to other addresses, and too late. Each case is
// refused, nothing is written, and none is a failure of the server.

test('the action that is attacked here works for who calls it as a page does', async ({ url }) => {
  const { cookie, id, view, post } = await stageAction(url)
  const name = `real-${crypto.randomUUID()}`
  const answer = await post({ body: JSON.stringify([{ ...view, name }]) })
  expect([answer.status, isTaken(answer)]).toEqual([200, true])
  const saved = await callAction(
    url,
    actionIds().get('view.delete') ?? '',
    { id: /"id":"([\da-f-]{36})"/.exec(answer.text)?.[1] },
    { cookie },
  )
  expect([id !== '', saved]).toMatchObject([true, { ok: true }])
})

// CVE-2026-27978: `Origin: null` passed.
test('a post that does not come from a page of the console is refused', async ({ url }) => {
  const { post, views } = await stageAction(url)
  const { host, port } = new URL(url)
  const cases: Record<string, string | null>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: null },
    { origin: '' },
    { origin: `http://${host}.evil.example` },
    { origin: `http://evil.example:${port}` },
    { origin: `https://${host}` },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { origin: null, 'x-forwarded-host': 'evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]
  for (const headers of cases) {
    const answer = await post({ headers })
    expect([headers, answer.status < 500, isTaken(answer)]).toEqual([headers, true, false])
  }
  expect(await views()).not.toContain(marker)
})

// CVE-2026-64642 and CVE-2026-64643: a host that the request names was believed, and asked by the server itself.
test('an origin is not believed because the request names the same host, and that host is not asked', async ({
  url,
}) => {
  const { cookie, id, view, views } = await stageAction(url)
  const body = JSON.stringify([view])
  let asked = 0
  const elsewhere = createServer((line) => {
    asked += 1
    line.destroy()
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const address = elsewhere.address()
  const host = typeof address === 'object' ? `127.0.0.1:${address?.port}` : ''
  const named = `Host: ${host}\r\nX-Forwarded-Host: ${host}\r\nOrigin: http://${host}\r\nConnection: close\r\n`
  const posted =
    `POST / HTTP/1.1\r\n${named}Next-Action: ${id}\r\nCookie: ${cookie}\r\nContent-Type: text/plain;charset=UTF-8\r\n` +
    `Accept: text/x-component\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  // The last of them is sent on to the sign-in.
  for (const request of [
    posted,
    `GET /orders HTTP/1.1\r\n${named}Cookie: ${cookie}\r\n\r\n`,
    `GET / HTTP/1.1\r\n${named}\r\n`,
  ]) {
    const answer = await sendRaw(url, request)
    expect(statusOf(answer)).toBeLessThan(500)
    expect(answer.toLowerCase()).not.toContain(`location: http://${host}`)
  }
  elsewhere.close()
  expect(asked).toBe(0)
  expect(await views()).not.toContain(marker)
})

test('other methods, other ways of posting and other ids do nothing', async ({ url }) => {
  const { id, post, views } = await stageAction(url)
  const form = new FormData()
  form.set(`$ACTION_ID_${id}`, '')
  form.set('list', 'orders')
  form.set('name', marker)
  const encoded = new URLSearchParams({ [`$ACTION_ID_${id}`]: '', list: 'orders', name: marker })
  const cases: Posted[] = [
    { method: 'GET' },
    { method: 'PUT' },
    { method: 'PATCH' },
    { method: 'DELETE' },
    { headers: { 'next-action': null } },
    { headers: { 'next-action': '' } },
    { headers: { 'next-action': id.replaceAll(/\d/g, '0') } },
    { headers: { 'next-action': `${id}00` } },
    { headers: { 'next-action': '__proto__' } },
    { headers: { 'next-action': 'constructor' } },
    { headers: { 'next-action': '../../../etc/passwd' } },
    { headers: { 'next-action': 'x'.repeat(4000) } },
    { headers: { 'next-action': null, 'content-type': null }, body: form },
    { headers: { 'next-action': null, 'content-type': null, origin: null }, body: form },
    { headers: { 'content-type': null }, body: form },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: encoded },
    { headers: { 'next-action': null, 'content-type': 'application/x-www-form-urlencoded' }, body: encoded },
    { headers: { 'content-type': 'multipart/form-data' } },
    { headers: { 'content-type': 'multipart/form-data; boundary=' } },
    { headers: { 'content-type': 'application/json' } },
    { path: '/api/views' },
    { path: '/api/orders' },
  ]
  for (const sent of cases) {
    const answer = await post(sent)
    const what = JSON.stringify({ ...sent, body: typeof sent.body })
    expect([what, answer.status < 500 || answer.status === 501]).toEqual([what, true])
  }
  expect((await views()).split(marker).length - 1).toBeLessThanOrEqual(1)
})

test('no address of a file leads to an action, past what is asked of a post', async ({ url }) => {
  const { id, cookie, post, views } = await stageAction(url)
  const form = new FormData()
  form.set(`$ACTION_ID_${id}`, '')
  for (const path of ['/_next/static/x.js', '/_next/static/chunks/x', '/_next/static/css/x.css']) {
    const cases: Posted[] = [
      {},
      { headers: { cookie: null } },
      { headers: { origin: 'null' } },
      { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } },
      { headers: { 'content-encoding': 'gzip' } },
      { headers: { 'next-action': '00'.repeat(21) } },
      { headers: { 'next-action': null } },
      { headers: { 'next-action': null, 'content-type': null }, body: form },
      { headers: { 'content-type': null }, body: form },
      { body: '["$1:__proto__:then"]' },
      { body: '' },
    ]
    for (const sent of cases) {
      const what = JSON.stringify({ path, ...sent, body: typeof sent.body })
      expect([what, (await post({ ...sent, path })).status]).toEqual([what, 405])
    }
    // A body of which nobody says how long it is.
    const answer = await sendRaw(
      url,
      `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nOrigin: ${url}\r\nCookie: ${cookie}\r\nTransfer-Encoding: chunked\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\nConnection: close\r\n\r\n0\r\n\r\n',
    )
    expect([path, statusOf(answer)]).toEqual([path, 405])
  }
  expect(await views()).not.toContain(marker)
})

// What is nothing under `/api/` is a page, and an action runs at any page.
test('no address beside the reads leads to an action, nor one that only seems to be there', async ({ url }) => {
  const { id, cookie, post, views } = await stageAction(url)
  const form = new FormData()
  form.set(`$ACTION_ID_${id}`, '')
  const cases: Posted[] = [
    {},
    { headers: { 'content-type': null }, body: form },
    { headers: { 'content-type': null, 'next-action': null }, body: form },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ]
  const addresses = [
    '/api/nowhere',
    '/api/orders/x/y',
    '/api/reports.rsc',
    '/api/reports/x',
    '/_next/data/x/api/reports.json',
  ]
  for (const path of addresses)
    for (const sent of cases) {
      const what = JSON.stringify({ path, ...sent, body: typeof sent.body })
      expect([what, (await post({ ...sent, path })).status]).toEqual([what, 415])
    }
  const part = '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$1:then"]\r\n--x--\r\n'
  for (const path of ['/nowhere/../api/auth/session', '/nowhere/%2e%2E/api/reports', '/orders/./../api/auth/csrf']) {
    const answer = await sendRaw(
      url,
      `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nOrigin: ${url}\r\nCookie: ${cookie}\r\nNext-Action: ${id}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${part.length}\r\nConnection: close\r\n\r\n${part}`,
    )
    expect([path, statusOf(answer)]).toEqual([path, 415])
  }
  expect(await views()).not.toContain(marker)
})

test('what was signed before the sign-out does nothing after it', async ({ url }) => {
  const { cookie, id, view } = await stageAction(url)
  const token =
    /"csrfToken":"([^"]+)"/.exec(await (await fetch(`${url}/api/auth/csrf`, { headers: { cookie } })).text())?.[1] ?? ''
  const out = await fetch(`${url}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: new URLSearchParams({ csrfToken: token, json: 'true' }),
  })
  expect(out.status).toBe(200)
  expect(await callAction(url, id, view, { cookie })).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
})

test('forms of the sign-in are bounded, and fail in words', async ({ url }) => {
  const post = async (type: string, body: string, path = 'callback/credentials') =>
    (
      await fetch(`${url}/api/auth/${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': type, origin: url },
        body,
      })
    ).status
  const form = 'application/x-www-form-urlencoded'
  expect(await post(form, `email=${'x'.repeat(20_000)}`)).toBe(413)
  expect(await post('application/json', '{')).toBe(400)
  expect(await post('application/json', '[]')).toBe(400)
  expect(await post('multipart/form-data; boundary=x', '--x--')).toBe(415)
  for (const path of [
    'callback/credentials',
    'signout',
    'signin/credentials',
    'session',
    '_log',
    'callback/nobody',
    '__proto__',
  ])
    for (const body of ['', 'csrfToken=x', 'email[]=a&password[__proto__]=b', 'csrfToken=x&email=%00&password=%00'])
      expect([path, body, (await post(form, body, path)) < 500]).toEqual([path, body, true])
})
