import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import type { Stack } from './stack.ts'

/** The environments of the web processes of a stack: those that know the public key and not the private one. */
export function webEnvironments({ url }: Stack): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => environmentOf(pid))
    .filter((text) => text.includes(`\0NEXTAUTH_URL=${url}\0`) && text.includes('\0COUNTERSIGN_WORKER_PUBLIC_KEY='))
    .filter((text) => !text.includes('\0COUNTERSIGN_WORKER_KEY='))
}

/** With a blank before each setting; empty where it may not be read or the process is gone. */
function environmentOf(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    return ''
  }
}

/** Everything in the database as text, by table. */
export async function databaseInClear(environment: string): Promise<Map<string, string>> {
  const address = /\0DATABASE_URL=([^\0]+)/.exec(environment)?.[1]
  const client = new Client({ connectionString: address })
  await client.connect()
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
export function logsOf({ dataDir }: Stack): Map<string, string> {
  const folder = path.join(dataDir, 'logs')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]))
}
