import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort, stopProcess } from '../cloud.ts'
import { type Asked, Web, askProxy, forged, safeHeaders, safeHeadersOf, writeCertificate } from './proxied.ts'

type Given = {
  /** Kept for as long as the proxy runs. */
  folder: string
  /** Where it listens. */
  port: number
  /** Where the two servers behind it do. */
  behind: readonly [number, number]
  certificate: ReturnType<typeof writeCertificate>
}

/** Has a proxy, which `launch` starts, in front of two servers for the tests of the block that calls this. */
export function stageProxy(launch: (given: Given) => ChildProcess) {
  const webs = [new Web('one'), new Web('two')] as const
  let folder: string
  let port: number
  let proxy: ChildProcess
  const ask = (url: string, options?: Asked) => askProxy(port, url, options)
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-proxy-'))
    await Promise.all(webs.map((web) => web.open()))
    port = await freePort()
    proxy = launch({ folder, port, behind: [webs[0].port, webs[1].port], certificate: writeCertificate(folder) })
    await vi.waitFor(async () => expect((await ask('/')).status).toBe(200), { timeout: 20_000, interval: 50 })
  })
  afterAll(async () => {
    await stopProcess(proxy)
    for (const { server } of webs) server.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    webs,
    ask,
    /** What reached a server behind, in its own words. */
    reached: async (url: string, headers: Record<string, string> = {}) =>
      JSON.parse((await ask(url, { headers })).body),
  }
}

/** What is asked of every proxy. */
export function testWhatItLetsThrough({ ask, reached }: ReturnType<typeof stageProxy>): void {
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
    const inside = ['/api/metrics', '/api/health', '/api/health/ready', '/_next/image?url=x']
    // The console reads an escape as what it stands for.
    const written = ['/%61pi/metrics', '/api/%6Detrics', '/api%2fhealth', '/api/he%61lth/live', '/%5Fnext/image']
    for (const url of [...inside, ...written]) expect([url, (await ask(url)).status]).toEqual([url, 404])
    // It follows a path that goes round.
    for (const url of [
      '/x/../api/metrics',
      '/./api/health',
      '/x/%2e%2E/api/health/live',
      '/x/y/../../_next/image?url=x',
    ])
      expect([url, [400, 404].includes((await ask(url)).status)]).toEqual([url, true])
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
}
