import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort, stopProcess } from '../cloud.ts'
import { type Asked, Web, askProxy, forged, safeHeaders, safeHeadersOf, writeCertificate } from './proxied.ts'

// deploy/haproxy.cfg as it stands, in front of two servers that say what reached them.

const config = path.resolve(import.meta.dirname, '../../deploy/haproxy.cfg')
const isInstalled = ['haproxy', 'openssl'].every((program) => spawnSync(program, ['version']).error === undefined)

describe.runIf(isInstalled)('HAProxy with the file of the guide', () => {
  const webs = [new Web('one'), new Web('two')] as const
  let folder: string
  let port: number
  let proxy: ChildProcess

  const ask = (url: string, options?: Asked) => askProxy(port, url, options)
  const reached = async (url: string, headers: Record<string, string> = {}) =>
    JSON.parse((await ask(url, { headers })).body)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-haproxy-'))
    const { both } = writeCertificate(folder)
    await Promise.all(webs.map((web) => web.open()))
    port = await freePort()
    const env = {
      ...process.env,
      CONSOLE_HTTPS: `127.0.0.1:${port}`,
      CONSOLE_CERTIFICATE: both,
      CONSOLE_WEB_ONE: `127.0.0.1:${webs[0].port}`,
      CONSOLE_WEB_TWO: `127.0.0.1:${webs[1].port}`,
      CONSOLE_PROXY_USER: userInfo().username,
      CONSOLE_PROXY_GROUP: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim(),
    }
    const checked = spawnSync('haproxy', ['-c', '-f', config], { env, encoding: 'utf8' })
    expect(checked.stderr + checked.stdout).not.toMatch(/ALERT|WARNING/)
    proxy = spawn('haproxy', ['-db', '-f', config], { env, stdio: 'ignore' })
    await vi.waitFor(async () => expect((await ask('/')).status).toBe(200), { timeout: 20_000, interval: 50 })
  })
  afterAll(async () => {
    await stopProcess(proxy)
    for (const { server } of webs) server.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('says by itself who asked and how, and lets through nothing that the console or Next would believe', async () => {
    const { headers, url } = await reached('/orders?q=1', forged)
    expect(url).toBe('/orders?q=1')
    expect(headers).toMatchObject({
      host: 'console.example.com',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'console.example.com',
      'x-forwarded-proto': 'https',
    })
    expect(headers.upgrade).toBeUndefined()
    expect(JSON.stringify(headers)).not.toMatch(/10\.9\.9\.9|evil|forged|subrequest/)
  })

  test('refuses another host, other methods, bodies over the limit, and what belongs inside the network', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await ask('/', { method: 'PUT' })).status).toBe(405)
    expect((await ask('/', { method: 'POST', headers: { 'content-length': '1100001' } })).status).toBe(413)
    for (const url of ['/api/metrics', '/api/health', '/api/health/ready', '/_next/image?url=x'])
      expect([url, (await ask(url)).status]).toEqual([url, 404])
  })

  test('says of everything once, also of what it refuses, that it is for https alone and what it is', async () => {
    const refused = { headers: { host: 'evil.example' } }
    for (const [url, asked] of [
      ['/', {}],
      ['/says-so-itself', {}],
      ['/', refused],
      ['/', { method: 'PUT' }],
      ['/api/metrics', {}],
      ['/', { method: 'POST', headers: { 'content-length': '1100001' } }],
    ] as const)
      expect([url, asked, safeHeadersOf(await ask(url, asked))]).toEqual([url, asked, safeHeaders])
  })

  test('sends nobody to a process that says it stops, nor to one that takes no connection', async () => {
    const names = async () =>
      new Set(await Promise.all(Array.from({ length: 6 }, async () => (await reached('/')).name)))
    webs[0].isReady = false
    await vi.waitFor(async () => expect(await names()).toEqual(new Set(['two'])), { timeout: 20_000, interval: 100 })
    webs[0].isReady = true
    await vi.waitFor(async () => expect((await names()).has('one')).toBe(true), { timeout: 20_000, interval: 100 })
    webs[0].server.close()
    webs[0].server.closeAllConnections()
    expect(await names()).toEqual(new Set(['two']))
  })

  test('lets one address try to sign in twenty times a minute', async () => {
    const answers = new Set<number>()
    for (let tries = 0; tries < 25; tries += 1)
      answers.add((await ask('/api/auth/callback/credentials', { method: 'POST' })).status)
    expect(answers).toEqual(new Set([200, 429]))
    expect((await ask('/')).status).toBe(200)
  })
})

test('the file retries only what was never sent', () => {
  const lines = readFileSync(config, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  expect(lines.filter((line) => line.startsWith('retry-on'))).toEqual(['retry-on conn-failure'])
  expect(lines).toContain('option http-server-close')
})
