import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort, stopProcess } from '../cloud.ts'
import { type Asked, Web, askProxy, forged, safeHeaders, safeHeadersOf, writeCertificate } from './proxied.ts'

// deploy/nginx.conf with no more than its addresses and files changed, in front of two servers that say what reached them.

const config = readFileSync(path.resolve(import.meta.dirname, '../../deploy/nginx.conf'), 'utf8')
const isInstalled = ['nginx', 'openssl'].every((program) => spawnSync(program, ['-v']).error === undefined)

/** What Debian's own file has around it, with all that is written kept in `folder`. */
const around = (folder: string) => `daemon off;
pid ${folder}/pid;
error_log stderr;
events {}
http {
    access_log off;
    ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
    include ${folder}/countersign.conf;
}
`

describe.runIf(isInstalled)('nginx with the file of the guide', () => {
  const webs = [new Web('one'), new Web('two')] as const
  let folder: string
  let port: number
  let proxy: ChildProcess
  const ask = (url: string, options?: Asked) => askProxy(port, url, options)
  const reached = async (url: string, headers: Record<string, string> = {}) =>
    JSON.parse((await ask(url, { headers })).body)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-nginx-'))
    const { key, certificate } = writeCertificate(folder)
    await Promise.all(webs.map((web) => web.open()))
    port = await freePort()
    const changed = config
      .replaceAll('listen 443', `listen 127.0.0.1:${port}`)
      .replaceAll('127.0.0.1:3001', `127.0.0.1:${webs[0].port}`)
      .replaceAll('127.0.0.1:3002', `127.0.0.1:${webs[1].port}`)
      .replaceAll('/etc/nginx/console.pem', certificate)
      .replaceAll('/etc/nginx/console.key', key)
    writeFileSync(path.join(folder, 'countersign.conf'), changed)
    writeFileSync(path.join(folder, 'nginx.conf'), around(folder))
    const args = ['-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf')]
    const checked = spawnSync('nginx', [...args, '-t'], { encoding: 'utf8' })
    expect(checked.stderr + checked.stdout).not.toMatch(/\[(?:emerg|alert)\]/)
    proxy = spawn('nginx', args, { stdio: 'ignore' })
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

  test('sends nobody to a process that takes no connection', async () => {
    webs[0].server.close()
    webs[0].server.closeAllConnections()
    const answers = await Promise.all(Array.from({ length: 6 }, () => reached('/')))
    expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(['two']))
  })

  test('lets one address try to sign in a score of times, and then twenty times a minute', async () => {
    const answers: number[] = []
    for (let tries = 0; tries < 25; tries += 1)
      answers.push((await ask('/api/auth/callback/credentials', { method: 'POST' })).status)
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(answers.at(-1)).toBe(429)
    expect((await ask('/')).status).toBe(200)
  })
})
