import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { freePort } from './cloud.ts'
import { actionIds, callAction } from './direct.ts'
import { rollThrough } from './replicas/rolling.ts'
import { type Replica, type Site, openSite } from './replicas/site.ts'
import { signIn } from './stack.ts'

// Two web processes and two workers on one database, as they run for real.

test.describe.configure({ mode: 'serial', timeout: 120_000 })

let site: Site
let console: readonly [Replica, Replica]
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openSite()
  console = site.webs
})
test.afterAll(() => site.close())

/** What one page hears of a process; `heard` grows. */
async function openStream(url: string, cookie: string) {
  const answer = await fetch(`${url}/api/events`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  const stream = { heard: '', isOver: false }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) stream.heard += decoder.decode(chunk, { stream: true })
  }
  void read()
    .catch(() => undefined)
    .finally(() => (stream.isOver = true))
  await expect.poll(() => stream.heard).toContain('retry:')
  return stream
}

async function signOut(url: string, cookie: string): Promise<void> {
  const { csrfToken } = await (await fetch(`${url}/api/auth/csrf`, { headers: { cookie } })).json()
  const answer = await fetch(`${url}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, json: 'true' }),
  })
  expect(answer.status).toBe(200)
}

test('what changes through one process is told by the other', async () => {
  const [one, other] = console
  const owner = await signIn(site.url, 'owner@demo.test')
  const stream = await openStream(other.url, owner)
  const stop = actionIds().get('purchases.stop') ?? ''
  const resume = actionIds().get('purchases.resume') ?? ''
  const reviewer = await signIn(site.url, 'reviewer@demo.test')
  expect(await callAction(one.url, stop, { reason: 'a test' }, { cookie: reviewer, through: site.url })).toMatchObject({
    ok: true,
  })
  await expect.poll(() => stream.heard).toContain('"topic":"purchases"')
  expect(await callAction(other.url, resume, {}, { cookie: owner, through: site.url })).toMatchObject({ ok: true })
})

test('a session that ends at one process is dead at the other within five seconds, its open streams included', async () => {
  const [one, other] = console
  const cookie = await signIn(site.url, 'support@demo.test')
  const stream = await openStream(other.url, cookie)
  const ask = async () => (await fetch(`${other.url}/api/overview`, { headers: { cookie } })).status
  expect(await ask()).toBe(200)
  await signOut(one.url, cookie)
  expect(await ask()).toBe(401)
  await expect.poll(() => stream.heard, { timeout: 5_000 }).toContain('event: ended')
  await expect.poll(() => stream.isOver, { timeout: 5_000 }).toBe(true)
})

test('numbers are told to whoever shows the token: requests, actions and streams by the web, calls of the cloud by workers', async () => {
  const [one] = console
  const headers = { authorization: `Bearer ${site.metricsToken}` }
  expect((await fetch(`${one.url}/api/metrics`)).status).toBe(401)
  await openStream(one.url, await signIn(site.url, 'admin@demo.test'))
  const web = await (await fetch(`${one.url}/api/metrics`, { headers })).text()
  expect(web).toMatch(/^countersign_actions_total\{action="purchases.stop",outcome="ok"\} 1$/m)
  expect(web).toMatch(/^countersign_live_streams [1-9]/m)
  expect(web).toMatch(/^countersign_http_request_seconds_count\{sort="action",status="200"\} [1-9]/m)
  expect(web).toMatch(/^countersign_workers 2$/m)
  const workers = await Promise.all(
    site.workers.map(async ({ url }) => await (await fetch(`${url}/metrics`, { headers })).text()),
  )
  expect(workers.join('\n')).toMatch(/^countersign_cloud_call_seconds_count\{service="bss",outcome="answered"\} [1-9]/m)
})

test('a process that stops sends its open pages elsewhere, and ends', async () => {
  const [, other] = console
  const stream = await openStream(other.url, await signIn(site.url, 'admin@demo.test'))
  const { code } = await other.restart()
  // Next ends with 128 + the number of the signal.
  expect(code).toBe(143)
  await expect.poll(() => stream.isOver).toBe(true)
  expect(stream.heard).not.toContain('event: ended')
  expect(stream.heard.match(/^retry: /gm)).toHaveLength(2)
})

test('web and workers are restarted one by one while people buy, and nothing is lost or bought twice', async () => {
  test.setTimeout(400_000)
  const { verdict, ledger, restarts } = await rollThrough(site, { purchases: 10, rounds: 1 })
  expect(verdict.violations).toEqual([])
  expect(verdict.states).toEqual({ done: 10 })
  expect(ledger).toEqual({ purchases: 10, payments: 10, names: 10 })
  expect(restarts.map(({ name, code }) => [name, code])).toEqual([
    ['web 1', 143],
    ['worker 1', 0],
    ['web 2', 143],
    ['worker 2', 0],
  ])
})

test('a web process with settings that are missing or wrong does not begin, and says which and what to do', async () => {
  const child = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(await freePort())],
    {
      cwd: path.resolve(import.meta.dirname, '..'),
      env: {
        NODE_ENV: 'production',
        PATH: process.env['PATH'],
        DATABASE_URL: 'postgres://nobody:secret-of-the-database@127.0.0.1/nothing',
        NEXTAUTH_SECRET: 'short-secret',
        COUNTERSIGN_WORKER_KEY: '{"d":"secret-of-the-worker"}',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const [words, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(code).toBe(1)
  expect(words).toContain('The web process cannot start with these settings:')
  expect(words).toContain('NEXTAUTH_SECRET is wrong (at least 32 characters)')
  expect(words).toContain('COUNTERSIGN_DATA_KEY is not set. Make it once')
  expect(words).toContain('COUNTERSIGN_WORKER_KEY is wrong (a web process must not have it)')
  expect(words).not.toMatch(/short-secret|secret-of/)
})
