import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function start(dataFile: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, EMULATOR_PORT: '0', TIME_SCALE: '60', EMULATOR_DATA_FILE: dataFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  const lines = createInterface(child.stdout)
  const [first] = await Promise.race([once(lines, 'line'), once(child, 'exit')])
  const url = /http:\S+/.exec(String(first))?.[0] ?? ''
  return {
    url,
    first: String(first),
    errors,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      return Number(code)
    },
  }
}

const control = async (url: string, path: string, body?: object) => {
  const post = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await fetch(`${url}/_control/${path}`, body && post)).json()
}

test('the program says where it listens, ends when told, and finds its state again', async () => {
  const file = join(folder, 'state.json')
  const first = await start(file)
  expect(first.first).toBe(`Emulator is listening: ${first.url}`)
  const write = await fetch(`${first.url}/v3/orders/customer-orders/pay`, { method: 'POST', body: '{}' })
  expect(write.status).toBe(401)
  await control(first.url, 'clock', { advance_seconds: 90 })
  const ledger = await control(first.url, 'ledger')
  expect(ledger).toHaveLength(1)
  expect(await first.stop()).toBe(0)

  const second = await start(file)
  expect(await control(second.url, 'ledger')).toEqual(ledger)
  expect(await control(second.url, 'clock')).toMatchObject({ advanced_seconds: 90 })
  expect(await second.stop()).toBe(0)
})

test('a broken state file is named, not overwritten', async () => {
  const file = join(folder, 'broken.json')
  writeFileSync(file, '{')
  const program = await start(file)
  expect(program.first).toBe('1')
  expect(program.errors.join('')).toContain(`The state in ${file} cannot be read. Remove the file to start afresh.`)
})
