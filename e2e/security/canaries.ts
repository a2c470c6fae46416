import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A secret that somebody was given or typed while the tests ran, and that must be found nowhere afterwards. */
export type Canary = { what: string; secret: string }

const Canary = z.object({ what: z.string(), secret: z.string().min(8) })

const fileOf = (dataDir: string): string => join(dataDir, 'canaries.jsonl')

/** Has `secret` searched for when all tests are over. */
export function release(dataDir: string, what: string, secret: string): void {
  appendFileSync(fileOf(dataDir), `${JSON.stringify(Canary.parse({ what, secret }))}\n`, { mode: 0o600 })
}

/** All that were released; none where only other tests ran. */
export function released(dataDir: string): Canary[] {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Canary.parse(JSON.parse(line)))
}

/** As it is, and as what a log or a table may make of it. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // Without the ends, in which its neighbours have a part.
    return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6) - 1)
  })
  const plain = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), bytes.toString('hex')]
  return [...new Set([...plain, ...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))])]
}
