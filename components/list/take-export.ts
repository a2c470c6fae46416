import { countRows } from '#lib/export/count-rows.ts'
import type { ExportFormat } from '#lib/export/exported-lists.ts'
import { AppError } from '#lib/errors.ts'
import { askRoute } from '#lib/read-route.ts'

/** How far a file has come; `total` is null where the rows are too many to be counted beforehand. */
export type ExportProgress = { rows: number; total: number | null }

/** What arrived is handed to the browser in pieces of so many bytes, which it may keep on the disk. */
const pieceBytes = 4_194_304

/**
 * Takes an export row by row and saves it once it is whole. Returns its name and how many rows it has. Throws AppError
 * where the console refuses it or breaks it off, and AbortError where the person does.
 */
export async function takeExport(
  address: string,
  {
    format,
    signal,
    onProgress,
  }: { format: ExportFormat; signal: AbortSignal; onProgress: (at: ExportProgress) => void },
): Promise<{ name: string; rows: number }> {
  const response = await askRoute(address, {}, signal)
  const known = Number(response.headers.get('x-export-rows') ?? Number.NaN)
  const total = Number.isNaN(known) ? null : known
  const count = countRows(format)
  const pieces: Blob[] = []
  let piece: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let rows = 0
  for await (const bytes of bytesOf(response, signal)) {
    piece.push(bytes)
    size += bytes.byteLength
    rows = count(bytes)
    onProgress({ rows, total })
    if (size < pieceBytes) continue
    pieces.push(new Blob(piece))
    piece = []
    size = 0
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `export.${format}`
  save(new Blob([...pieces, ...piece], { type: response.headers.get('content-type') ?? '' }), name)
  return { name, rows }
}

async function* bytesOf({ body }: Response, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader()
  for (;;) {
    const part = await reader?.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause
      throw new AppError('unavailable', 'errors.exportBroken', { cause })
    })
    if (part?.value === undefined) return
    yield part.value
  }
}

/** Long enough for a browser to have taken the file. */
const keptMs = 60_000

function save(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs)
}
