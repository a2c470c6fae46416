import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#lib/db/client.ts'
import type { Context } from '#lib/context.ts'
import { sessionContextFor } from '#lib/db/testing/people.ts'
import { exportList, ExportInput } from '#lib/export/export.ts'
import { type Measure, measure } from './measure.ts'

const rows = 100_000

/**
 * The memory that an export of a hundred thousand orders adds to a process of its own, at its fullest between two chunks.
 * What the process is before has loaded TypeScript, which a built console does not: both figures are told.
 */
export async function exportPeak({ url, ctx }: { url: string; ctx: Context }): Promise<Measure> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ url, actor: ctx.actor }))
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const [before = Number.NaN, peak = Number.NaN] = said.trim().split(' ').map(Number)
  return measure({
    name: `memory that an export of ${rows} orders adds`,
    value: (peak - before) / 2 ** 20,
    unit: 'MiB',
    budget: 256,
    better: 'lower',
    detail: `the process: ${Math.round(before / 2 ** 20)} MiB before, ${Math.round(peak / 2 ** 20)} MiB at most`,
  })
}

async function exportAlone({ url, actor }: { url: string; actor: Context['actor'] }): Promise<string> {
  const db = openDatabase(url, { max: 4 })
  const ctx = await sessionContextFor(db, { id: actor.personId, email: '', name: actor.name })
  const { body } = await exportList(ctx, ExportInput.parse({ list: 'orders' }))
  const before = process.memoryUsage.rss()
  let [lines, peak] = [0, before]
  const reader = body.getReader()
  for (let chunk = await reader.read(); !chunk.done && lines < rows; chunk = await reader.read()) {
    for (const byte of chunk.value) if (byte === 10) lines++
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  await reader.cancel()
  await db.$client.end()
  return lines < rows ? '' : `${before} ${peak}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // exportPeak wrote it so.
  const given = JSON.parse(await text(process.stdin)) as Parameters<typeof exportAlone>[0]
  console.log(await exportAlone(given))
}
