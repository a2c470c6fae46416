import { z } from 'zod'
import { requireStillThere } from '../auth/still-there.ts'
import type { SessionContext } from '../context.ts'
import { record } from '../requests/store.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { exportedLists, exportFormats } from './exported-lists.ts'
import type { Exported, ExportPage } from './exported.ts'
import { exports } from './exports.ts'

/** `bom` is `0` for programs that do not expect the mark of UTF-8 at the beginning. The rest is the address of the list. */
export const ExportInput = z
  .object({
    list: z.enum(exportedLists),
    format: z.enum(exportFormats).catch('csv'),
    bom: z.enum(['0', '1']).catch('1'),
  })
  .catchall(z.string())
export type ExportInput = z.output<typeof ExportInput>

export type Download = { body: ReadableStream<Uint8Array>; headers: Record<string, string> }

/** Rows in one read and one chunk: what an export holds in memory, however long it is. */
const chunkRows = 250

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const

/**
 * The list as the person may see it and has it filtered and sorted, from its first row, chunk by chunk as it is taken. It is
 * counted once: `x-export-rows` says how many rows there are where they are counted exactly. Written into the audit once. What
 * fails after the first chunk breaks the download off, as does the end of the session or of a role.
 */
export async function exportList(ctx: SessionContext, { list, format, bom, ...query }: ExportInput): Promise<Download> {
  const source = exports[list]({ ...strings(query), after: '', before: '' })
  const first = await source.read(ctx, { size: chunkRows })
  await record(ctx.db, {
    event: 'list.export',
    by: { kind: 'person', id: ctx.actor.personId },
    detail: { list, format, filter: source.filter },
  })
  const day = ctx.clock.now().toISOString().slice(0, 10)
  return {
    body: streamOf(ctx, source, first, format === 'csv' ? csvText(source, bom === '1') : jsonText()),
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${list}-${day}.${format}"`,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      ...(first.total.isExact && { 'x-export-rows': String(first.total.count) }),
    },
  }
}

const strings = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

type Text = { begin: string; page: (page: ExportPage, isFirst: boolean) => string; end: string }

const csvText = ({ columns }: Exported, hasMark: boolean): Text => ({
  begin: `${hasMark ? byteOrderMark : ''}${csvLine(columns)}`,
  page: ({ rows }) => rows.map(({ cells }) => csvLine(cells())).join(''),
  end: '',
})

const jsonText = (): Text => ({
  // Each row begins a line, so that whoever takes the file can count them.
  begin: '[',
  page: ({ rows }, isFirst) =>
    rows.map(({ whole }, index) => `${isFirst && index === 0 ? '\n' : ',\n'}${JSON.stringify(whole())}`).join(''),
  end: '\n]\n',
})

/** Asked for a chunk when the last was taken: who reads slowly or goes away is not read ahead of. */
function streamOf(ctx: SessionContext, source: Exported, first: ExportPage, text: Text): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const chunks = chunksOf(ctx, source, first, text)
  return new ReadableStream(
    {
      async pull(stream) {
        const chunk = await chunks.next()
        if (chunk.done === true) stream.close()
        else stream.enqueue(encoder.encode(chunk.value))
      },
      cancel: async () => void (await chunks.return(undefined)),
    },
    { highWaterMark: 0 },
  )
}

async function* chunksOf(ctx: SessionContext, source: Exported, first: ExportPage, text: Text): AsyncGenerator<string> {
  yield text.begin
  for (let page = first; page.rows.length > 0;) {
    yield text.page(page, page === first)
    if (page.older === null) break
    page = await source.read(ctx, { after: page.older, size: chunkRows, counted: first.total })
    await requireStillThere(ctx)
  }
  yield text.end
}
