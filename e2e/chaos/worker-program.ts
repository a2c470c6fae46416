import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'rolldown'

const worker = join(import.meta.dirname, '../../lib/worker/main.ts')
let built: Promise<string> | undefined

/**
 * The worker in one file of JavaScript, for as long as this process lives; returns its path. A worker that dies is replaced
 * hundreds of times in a run, and reading its TypeScript costs seven times what starting it does.
 */
export const workerProgram = (): Promise<string> => (built ??= bundle())

async function bundle(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'countersign-worker-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'worker.mjs')
  await build({ input: worker, platform: 'node', logLevel: 'silent', output: { file, codeSplitting: false } })
  return file
}
