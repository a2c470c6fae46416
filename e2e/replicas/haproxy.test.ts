import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { stageProxy, testWhatItLetsThrough } from './stage-proxy.ts'

// deploy/haproxy.cfg as it stands, in front of two servers that say what reached them.

const config = path.resolve(import.meta.dirname, '../../deploy/haproxy.cfg')
const isInstalled = ['haproxy', 'openssl'].every((program) => spawnSync(program, ['version']).error === undefined)

describe.runIf(isInstalled)('HAProxy with the file of the guide', () => {
  const proxy = stageProxy(({ port, behind: [one, two], certificate: { both } }) => {
    const env = {
      ...process.env,
      CONSOLE_HTTPS: `127.0.0.1:${port}`,
      CONSOLE_CERTIFICATE: both,
      CONSOLE_WEB_ONE: `127.0.0.1:${one}`,
      CONSOLE_WEB_TWO: `127.0.0.1:${two}`,
      CONSOLE_PROXY_USER: userInfo().username,
      CONSOLE_PROXY_GROUP: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim(),
    }
    const checked = spawnSync('haproxy', ['-c', '-f', config], { env, encoding: 'utf8' })
    expect(checked.stderr + checked.stdout).not.toMatch(/ALERT|WARNING/)
    return spawn('haproxy', ['-db', '-f', config], { env, stdio: 'ignore' })
  })
  const { webs, ask, reached } = proxy
  testWhatItLetsThrough(proxy)

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

  test('lets one address try to sign in twenty times a minute, however the path is written', async () => {
    const statuses: number[] = []
    const written = ['/api/auth/callback', '/api/auth/%63allback', '/%61pi/auth/callback']
    for (const way of written)
      for (let tries = 0; tries < 10; tries += 1)
        statuses.push((await ask(`${way}/credentials`, { method: 'POST' })).status)
    expect(statuses.map((status) => status === 200 || status)).toEqual([
      ...Array.from({ length: 20 }, () => true),
      ...Array.from({ length: 10 }, () => 429),
    ])
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
