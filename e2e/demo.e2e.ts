import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from './cloud.ts'

test.describe.configure({ mode: 'serial' })

let dataDir: string
let env: NodeJS.ProcessEnv

test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-demo-'))
  const [port, emulatorPort] = [await freePort(), await freePort()]
  env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), EMULATOR_PORT: String(emulatorPort) }
})
test.afterAll(() => rm(dataDir, { recursive: true, force: true }))

type Demo = { child: ChildProcess; output: () => string; ended: Promise<unknown> }

function startDemo(args: string[] = []): Demo {
  const child = spawn(process.execPath, ['scripts/demo.mjs', ...args], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text, ended: once(child, 'exit') }
}

const ready = (demo: Demo, timeout: number) => expect.poll(demo.output, { timeout }).toContain('Countersign is ready')

/** Every process that was started, at whatever depth, with this run's data folder in its environment or arguments. */
const processesOfDemo = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const words = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8')).join('\0')
        return words.includes(dataDir) ? [`${pid} ${words.slice(-200)}`] : []
      } catch {
        return []
      }
    })

test('everything starts with one command, and Ctrl-C leaves no process behind', async () => {
  test.setTimeout(240_000)
  const demo = startDemo()
  await ready(demo, 200_000)
  expect(demo.output()).toContain(`Countersign is ready: http://127.0.0.1:${env['PORT']}\n`)
  expect(demo.output()).toMatch(/admin@demo\.test.*\n.*reviewer@demo\.test/)
  expect(processesOfDemo().length).toBeGreaterThan(4)
  demo.child.kill('SIGINT')
  expect(await demo.ended).toEqual([0, null])
  await expect.poll(processesOfDemo).toEqual([])
})

test('the second start takes at most ten seconds and finds the data of the first', async () => {
  const startedAt = performance.now()
  const demo = startDemo()
  await ready(demo, 30_000)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  demo.child.kill('SIGKILL')
  await demo.ended
})

test('a start after a hard kill takes over the database that survived it', async () => {
  test.setTimeout(90_000)
  expect(processesOfDemo().filter((process) => process.includes('postgres')).length).toBeGreaterThan(0)
  const demo = startDemo()
  await ready(demo, 60_000)
  const health = await fetch(`http://127.0.0.1:${env['PORT']}/api/health`)
  expect(await health.json()).toMatchObject({ ok: true, accounts: { active: 2 } })
  demo.child.kill('SIGTERM')
  expect(await demo.ended).toEqual([0, null])
  await expect.poll(processesOfDemo).toEqual([])
})

test('a taken port is told with its part and its setting, and nothing is left running', async () => {
  const squatter = createServer().listen(Number(env['EMULATOR_PORT']), '127.0.0.1')
  await once(squatter, 'listening')
  const demo = startDemo()
  expect(await demo.ended).toEqual([1, null])
  squatter.close()
  expect(demo.output()).toMatch(/Port \d+, which the pretend cloud needs, is taken.*EMULATOR_PORT=\d+ npm run demo/)
  expect(processesOfDemo()).toEqual([])
})

test('a part that dies stops everything and shows its last words', async () => {
  test.setTimeout(60_000)
  const demo = startDemo()
  await ready(demo, 30_000)
  const [emulator = ''] = processesOfDemo().filter((process) => process.includes('emulator/main.ts'))
  process.kill(Number.parseInt(emulator, 10), 'SIGKILL')
  expect(await demo.ended).toEqual([1, null])
  expect(demo.output()).toMatch(/The part "emulator" was killed\. Its last words:\n[^]*Emulator is listening/)
  await expect.poll(processesOfDemo).toEqual([])
})

test('--reset starts afresh', async () => {
  test.setTimeout(60_000)
  const demo = startDemo(['--reset'])
  await ready(demo, 40_000)
  expect(demo.output()).toContain('Removing the data of earlier runs')
  demo.child.kill('SIGHUP')
  expect(await demo.ended).toEqual([0, null])
  await expect.poll(processesOfDemo).toEqual([])
})
