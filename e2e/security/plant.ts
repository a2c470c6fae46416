import { spawn } from 'node:child_process'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from '../stack.ts'
import { openConsoleDatabase } from './outsider.ts'

const fileOfBrowsers = join(import.meta.dirname, '../../.next/static/planted.js')

/**
 * Puts `secret` where no secret may be, in every sort of place: what logs, rows, pages, reads, exports, files of browsers and environments
 * look like when the console has given one away. Returns where that was; `back` takes away what outlives the stack.
 */
export async function plant(stack: Stack, secret: string): Promise<{ places: string[]; back: () => Promise<void> }> {
  for (const log of ['web.log', 'worker.log']) appendFileSync(join(stack.dataDir, 'logs', log), `${secret}\n`)
  writeFileSync(fileOfBrowsers, `console.log('${secret}')`)
  const client = await openConsoleDatabase(stack.dataDir)
  await client.query(`update cloud_account set name = $1 where name = 'Demo'`, [secret])
  await client.query(
    `insert into audit (actor_kind, actor_id, event, detail) values ('system', 'test', 'test.planted', $1)`,
    [JSON.stringify({ secret })],
  )
  await client.end()
  // What the sweep takes for a web of this stack, by its environment.
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    env: { NODE_ENV: 'test', NEXTAUTH_URL: stack.url, PLANTED: secret, COUNTERSIGN_WORKER_PUBLIC_KEY: 'none' },
    stdio: 'ignore',
  })
  return {
    places: [
      'log web.log',
      'log worker.log',
      'table public.cloud_account',
      'table public.audit',
      'page /settings/accounts',
      'page /api/accounts',
      'page /api/audit',
      'page /api/export/orders?format=csv',
      'page /api/export/orders?format=json',
      'page /api/export/audit?format=csv',
      'file static/planted.js',
      'environment ',
    ],
    async back() {
      other.kill()
      rmSync(fileOfBrowsers)
    },
  }
}
