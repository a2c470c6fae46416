import type { Page } from '@playwright/test'
import { actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { entriesOfApp } from '../scan/parameters.ts'
import { signIn } from '../stack.ts'

// Texts that are something else elsewhere (A10): markup, statements, formulas, patterns. `npm run security` goes through all of them
// for every parameter; otherwise a few of each kind are tried.

const isFull = process.env['SECURITY'] === 'full'

const markup = [
  `<script>window.__injected=1</script>`,
  `"><img src=x onerror="window.__injected=1">`,
  `</title><svg onload=window.__injected=1>`,
  `javascript:window.__injected=1`,
  `{{constructor.constructor('window.__injected=1')()}}`,
  `</script><script>window.__injected=1</script>`,
  `<iframe srcdoc="<script>parent.__injected=1</script>">`,
  `<a href="javascript:window.__injected=1">x</a>`,
  '\u202E<b>\u0000\uFEFF',
  `<math><mi xlink:href="data:x,<script>window.__injected=1</script>">`,
  `'-window.__injected-'`,
  `<!--`,
]
const statements = [
  `\u0000`,
  `' or '1'='1`,
  `'; drop table audit; --`,
  `1) or pg_sleep(5)--`,
  // The place of a row in a list, but for its id.
  `2026-01-01T00:00:00.000000Z~x`,
  `' union select null, password_hash from person --`,
  `\\'; select 1; --`,
  `%' escape '\\' or 1=1 --`,
  `$$; select pg_sleep(5); $$`,
  `1e309`,
  `-1`,
  `99999999999999999999`,
  `\uD800`,
  `2026-02-30`,
  `0..`,
  `..`,
  `9999-12-31..0001-01-01`,
]
const patterns = ['%%%%%%%%%%%%%%%%', '_'.repeat(90), '('.repeat(90), 'a'.repeat(5000), '[a-z]+$', '\\']
const addresses = [
  '//evil.example',
  'https://evil.example',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '\\\\evil.example',
]
const corpus = [...markup, ...statements, ...patterns, ...addresses]
const few = (texts: string[]) => (isFull ? texts : texts.filter((_, index) => index % 4 === 0))

/** Every parameter of every read that needs no id, and those of a list in its export. */
async function parametersOfReads(): Promise<[path: string, names: string[]][]> {
  const reads = (await entriesOfApp()).filter(({ pattern }) => /^\/api\/(?!auth\/|events$)[^[]*$/.test(pattern))
  const orders = reads.find(({ pattern }) => pattern === '/api/orders')
  return [
    ...reads.map(({ pattern, parameters }): [string, string[]] => [pattern, parameters]),
    ['/api/auth/session', ['callbackUrl', 'error']],
    ['/api/export/orders', ['format', 'bom', ...(orders?.parameters ?? [])]],
  ]
}

let parameters: [path: string, names: string[]][] = []
test.beforeAll(async () => {
  // Reading all schemas takes a while, in which connections of an earlier question would grow old.
  test.setTimeout(120_000)
  parameters = await parametersOfReads()
})

test('no parameter of a read fails the server, is answered late or says how the database is made', async ({ url }) => {
  test.setTimeout(isFull ? 900_000 : 180_000)
  const cookie = await signIn(url, 'owner@demo.test')
  const wrong: string[] = []
  expect(parameters.length).toBeGreaterThan(20)
  for (const [path, names] of parameters)
    for (const name of names)
      for (const text of few(corpus)) {
        const asked = `${path}?${new URLSearchParams({ [name]: text })}`
        const answer = await fetch(url + asked, { headers: { cookie } })
        const said = await answer.text()
        if (answer.status >= 500 || /syntax error at|SQLSTATE|Failed query|password_hash/.test(said))
          wrong.push(`${answer.status} ${asked.slice(0, 200)}`)
      }
  expect(wrong).toEqual([])
})

test('no part of an address does', async ({ url }) => {
  test.setTimeout(isFull ? 600_000 : 120_000)
  const cookie = await signIn(url, 'owner@demo.test')
  const wrong: string[] = []
  const before = [
    '/api/orders/',
    '/api/requests/',
    '/api/jobs/cph/',
    '/api/jobs/',
    '/api/phone-servers/',
    '/api/desktops/',
    '/api/servers/',
    '/api/audit/',
    '/api/export/',
    '/api/drafts/',
    '/orders/',
    '/requests/',
    '/jobs/cph/',
    '/audit/',
    '/errors/',
    '/operations/',
    '/operations/resize-server/new?target=',
  ]
  for (const path of before)
    for (const text of few(corpus).filter((each) => each !== '..' && each.isWellFormed())) {
      const asked = path + encodeURIComponent(text)
      const answer = await fetch(url + asked, { headers: { cookie }, redirect: 'manual' })
      await answer.text()
      if (answer.status >= 500) wrong.push(`${answer.status} ${asked.slice(0, 200)}`)
    }
  expect(wrong).toEqual([])
})

test('an address that cannot be decoded is one at which nothing is', async ({ url }) => {
  const cookie = await signIn(url, 'owner@demo.test')
  const answers = ['/', '/orders', '/errors/', '/api/orders', '/api/orders/', '/_next/static/'].flatMap((path) =>
    ['%', '%zz', '%ff', '%c0%af'].map(async (end) => [
      path + end,
      (await fetch(url + path + end, { headers: { cookie } })).status,
    ]),
  )
  expect((await Promise.all(answers)).filter(([, status]) => status !== 404)).toEqual([])
})

/** What a page did that a text on it must not do. */
const injected = (page: Page) =>
  page.evaluate(() => '__injected' in window || document.querySelector('iframe, svg[onload]') !== null)

test('a text that somebody left is shown as text, wherever it is shown', async ({ url, signInAs }) => {
  test.setTimeout(180_000)
  const cookie = await signIn(url, 'support@demo.test')
  const actions = actionIds()
  const kept: string[] = []
  for (const text of few(markup)) {
    const name = text.replaceAll('\u0000', '').slice(0, 60)
    const view = { list: 'orders', name, query: 'status=unpaid', columns: '', density: 'normal' }
    const answer = await callAction(url, actions.get('view.save') ?? '', view, { cookie })
    if ('ok' in answer && answer.ok) kept.push(name)
  }
  expect(kept.length).toBeGreaterThan(2)
  const page = await signInAs('support')
  page.on('dialog', () => expect('a dialog').toBe('none'))
  await page.goto('/orders')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await expect(page.getByText(kept[0] ?? '', { exact: true }).first()).toBeVisible()
  expect(await injected(page)).toBe(false)
  for (const text of few(markup)) {
    for (const path of ['/orders?q=', '/audit?q=', '/jobs?kind=', '/requests?q=']) {
      await page.goto(path + encodeURIComponent(text.replaceAll('\u0000', '')))
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect([path, text, await injected(page)]).toEqual([path, text, false])
    }
  }
  const { views } = await (await fetch(`${url}/api/views`, { headers: { cookie } })).json()
  for (const { id } of views) await callAction(url, actions.get('view.delete') ?? '', { id }, { cookie })
})

test('what is exported is a table of texts, not of formulas', async ({ url }) => {
  const cookie = await signIn(url, 'owner@demo.test')
  for (const q of ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '=cmd|x']) {
    await (await fetch(`${url}/api/export/orders?${new URLSearchParams({ q })}`, { headers: { cookie } })).text()
  }
  const text = await (await fetch(`${url}/api/export/audit?action=list.export&bom=0`, { headers: { cookie } })).text()
  expect(text).toContain('list.export')
  const cells = text
    .split('\r\n')
    .slice(1)
    .flatMap((line) => line.split(','))
  expect(cells.filter((cell) => /^"?\s*[=+@]/.test(cell))).toEqual([])
})
