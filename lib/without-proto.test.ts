import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const at = (file: string) => JSON.stringify(join(import.meta.dirname, file))

/** What a process of its own says on its way out, after `program`. */
async function lastWordsOf(program: string, last: string): Promise<string> {
  const told = `process.on('exit', () => process.stdout.write(String(${last}))); ${program}`
  const child = spawn(process.execPath, ['--conditions', 'react-server', '--input-type=module', '-e', told], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')])
  return said
}

const begin = `const { takeProtoAway } = await import(${at('without-proto.ts')}); takeProtoAway();`
const merge = `const given = JSON.parse('{"__proto__":{"isAdmin":true}}'); const into = {};
  try { for (const [key, value] of Object.entries(given)) Object.assign(into[key], value) } catch {}`

test('a careless merge of what somebody sent changes no other object, as it would otherwise', async () => {
  expect(await lastWordsOf(merge, '({}).isAdmin')).toBe('true')
  expect(await lastWordsOf(begin + merge, '({}).isAdmin')).toBe('undefined')
})

// Without settings each ends at once, and has done this before.
test.concurrent.each([
  ['the web process', `const { startServing } = await import(${at('serving/start.ts')}); await startServing()`],
  ['a worker', `await import(${at('worker/main.ts')})`],
])('%s begins with it', { timeout: 120_000 }, async (_, program) => {
  expect(await lastWordsOf(program, 'typeof ({}).__proto__')).toBe('undefined')
})
