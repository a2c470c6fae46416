import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writeKeys } from './write-keys.ts'

// Makes the secrets of a console: npm run keys -- <folder>. `web.env` is for the web processes, `worker.env` for the workers.

const [folder] = parseArgs({ allowPositionals: true }).positionals
if (folder === undefined) {
  console.error('Say where: npm run keys -- <folder>')
  process.exit(2)
}
mkdirSync(folder, { recursive: true, mode: 0o700 })
try {
  const files = await writeKeys(folder)
  console.log(`Wrote ${files.join(' and ')}. Keep a copy in a safe; give the worker's file to workers alone.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
