import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { stageProxy, testWhatItLetsThrough } from './stage-proxy.ts'

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
  const proxy = stageProxy(({ folder, port, behind: [one, two], certificate: { key, certificate } }) => {
    const changed = config
      .replaceAll('listen 443', `listen 127.0.0.1:${port}`)
      .replaceAll('127.0.0.1:3001', `127.0.0.1:${one}`)
      .replaceAll('127.0.0.1:3002', `127.0.0.1:${two}`)
      .replaceAll('/etc/nginx/console.pem', certificate)
      .replaceAll('/etc/nginx/console.key', key)
    writeFileSync(path.join(folder, 'countersign.conf'), changed)
    writeFileSync(path.join(folder, 'nginx.conf'), around(folder))
    const args = ['-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf')]
    const checked = spawnSync('nginx', [...args, '-t'], { encoding: 'utf8' })
    expect(checked.stderr + checked.stdout).not.toMatch(/\[(?:emerg|alert)\]/)
    return spawn('nginx', args, { stdio: 'ignore' })
  })
  const { webs, ask, reached } = proxy
  testWhatItLetsThrough(proxy)

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
