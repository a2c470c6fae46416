import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Part, startPart } from './part.ts'

let logFolder: string
const started: Part[] = []

beforeEach(async () => {
  logFolder = await mkdtemp(path.join(tmpdir(), 'countersign-part-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((part) => part.stop()))
  await rm(logFolder, { recursive: true, force: true })
})

function start(program: string): Part {
  const part = startPart({ name: 'tested', args: ['-e', program], env: { GREETING: 'hello' }, logFolder })
  started.push(part)
  return part
}

const stays = 'setInterval(() => undefined, 1000)'

test('a part that ends by itself says how, and its last words are kept', async () => {
  const part = start('console.error(process.env.GREETING + " and goodbye"); process.exit(3)')
  expect(await part.ended).toBe(3)
  expect(part.lastWords()).toBe('hello and goodbye')
})

test('a part is asked to end, and may finish what it does', async () => {
  const part = start(
    `process.once('SIGTERM', () => { console.log('finished'); process.exit(0) }); console.log('up'); ${stays}`,
  )
  await vi.waitFor(() => expect(part.lastWords()).toBe('up'), 20_000)
  await part.stop()
  expect(await part.ended).toBe(0)
  expect(part.lastWords()).toBe('up\nfinished')
})

test('a part that will not end is ended, its own children too', { timeout: 30_000 }, async () => {
  const part = start(stubborn)
  const pids = await vi.waitFor(() => readPids(part.lastWords()), 20_000)
  expect(pids.every(isAlive)).toBe(true)
  await part.stop()
  expect(await part.ended).toBeNull()
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), 20_000)
})

test('parts end when the launcher is killed without a chance to stop them', { timeout: 30_000 }, async () => {
  const launcher = spawn(process.execPath, [
    fileURLToPath(new URL('./testing/launcher.ts', import.meta.url)),
    logFolder,
  ])
  const log = path.join(logFolder, 'stubborn.log')
  const pids = await vi.waitFor(() => readPids(existsSync(log) ? readFileSync(log, 'utf8') : ''), 20_000)
  expect(pids.every(isAlive)).toBe(true)
  launcher.kill('SIGKILL')
  await once(launcher, 'exit')
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), 20_000)
})

const stubborn = `
  process.on('SIGTERM', () => undefined)
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stays)}])
  console.log(JSON.stringify([process.pid, child.pid]))
  ${stays}`

function readPids(text: string): number[] {
  const pids: unknown = JSON.parse(text)
  if (!Array.isArray(pids)) throw new Error('Not written yet')
  return pids.map(Number)
}

/** A zombie is dead; whoever reaps it is not our concern. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' && process.platform !== 'linux'
  }
}
