import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readableHeap, textsInHeap } from './heap.ts'

test('a text that a process holds is found in its memory, also at the end of a long one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-heap-'))
  const logFile = join(folder, 'web.log')
  const [short, late, never] = ['a key by itself', 'a key at the end', 'a key that is nowhere']
  // Told backwards: what is said on the command line is in memory as well.
  const program = `const told = process.argv.slice(1).map((text) => [...text].reverse().join(''))
    globalThis.held = [told[0], Buffer.from('x'.repeat(5000) + told[1]).toString()]
    console.error('ready')
    setInterval(() => {}, 1000)`
  const backwards = [short, late].map((text) => [...text].toReversed().join(''))
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, ['-e', program, ...backwards], {
    env: { ...process.env, ...readableHeap },
    stdio: ['ignore', log, log],
  })
  try {
    await expect.poll(() => readFileSync(logFile, 'utf8'), { timeout: 15_000 }).toContain('ready')
    expect((await textsInHeap(child.pid ?? 0, logFile, [short, late, never])).toSorted()).toEqual(
      [late, short].toSorted(),
    )
  } finally {
    child.kill()
    await once(child, 'exit')
    rmSync(folder, { recursive: true })
  }
})
