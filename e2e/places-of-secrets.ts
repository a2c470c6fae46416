import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openConsoleDatabase } from './security/outsider.ts'
import type { Stack } from './stack.ts'

type Where = Pick<Stack, 'url' | 'dataDir'>

/** The web processes of a stack with their environments: those that know the public key and not the private one. */
export function webProcesses({ url }: Where): { pid: number; environment: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), environment: environmentOf(pid) }))
    .filter(({ environment: text }) => text.includes(`\0NEXTAUTH_URL=${url}\0`))
    .filter(({ environment: text }) => text.includes('\0COUNTERSIGN_WORKER_PUBLIC_KEY='))
    .filter(({ environment: text }) => !text.includes('\0COUNTERSIGN_WORKER_KEY='))
}

/** With a blank before each setting; empty where it may not be read or the process is gone. */
function environmentOf(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    return ''
  }
}

/** Everything in the database of a stack as text, by table. */
export async function databaseInClear({ dataDir }: Pick<Stack, 'dataDir'>): Promise<Map<string, string>> {
  const client = await openConsoleDatabase(dataDir)
  try {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
    )
    const texts = new Map<string, string>()
    for (const { name } of rows) {
      const found = await client.query<{ text: string | null }>(
        `select string_agg(t::text, E'\\n') as text from ${name} t`,
      )
      texts.set(name, found.rows[0]?.text ?? '')
    }
    return texts
  } finally {
    await client.end()
  }
}

/** What the parts of a stack logged, by file. */
export function logsOf({ dataDir }: Pick<Stack, 'dataDir'>): Map<string, string> {
  const folder = path.join(dataDir, 'logs')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]))
}
