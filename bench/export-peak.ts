import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#lib/db/client.ts'
import type { Context } from '#lib/context.ts'
import { exportList, ExportInput } from '#lib/export/export.ts'
import { type Measure, measure } from './measure.ts'

const rows = 100_000

/** The memory that a process of its own needs at most to export a hundred thousand orders, its own beginnings included. */
export async function exportPeak({ url, ctx }: { url: string; ctx: Context }): Promise<Measure> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ url, actor: ctx.actor }))
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return measure({
    name: `memory of an export of ${rows} orders`,
    value: Number(said) / 1024,
    unit: 'MiB',
    budget: 256,
    better: 'lower',
  })
}

async function exportAlone({ url, actor }: { url: string; actor: Context['actor'] }): Promise<number> {
  const db = openDatabase(url, { max: 4 })
  const clock = { now: () => new Date() }
  const { body } = await exportList({ db, clock, actor, traceId: 'bench' }, ExportInput.parse({ list: 'orders' }))
  let lines = 0
  const reader = body.getReader()
  for (let chunk = await reader.read(); !chunk.done && lines < rows; chunk = await reader.read())
    for (const byte of chunk.value) if (byte === 10) lines++
  await reader.cancel()
  await db.$client.end()
  return lines < rows ? Number.NaN : process.resourceUsage().maxRSS
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // exportPeak wrote it so.
  const given = JSON.parse(await text(process.stdin)) as Parameters<typeof exportAlone>[0]
  console.log(await exportAlone(given))
}
