import type { ExportFormat } from './exported-lists.ts'

const newline = 0x0a
const quote = 0x22

/** Lines of a file that hold no row: the heads of the columns; the brackets around an array. */
const linesBeside = { csv: 1, json: 2 } as const satisfies Record<ExportFormat, number>

/**
 * Counts the rows of an exported file as its bytes arrive, however they are cut: each call takes the next bytes and returns
 * how many whole rows there were so far. A quoted cell of a CSV file may hold ends of lines; a text in JSON never does.
 */
export function countRows(format: ExportFormat): (bytes: Uint8Array) => number {
  let lines = 0
  let isQuoted = false
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === quote && format === 'csv') isQuoted = !isQuoted
      else if (byte === newline && !isQuoted) lines += 1
    }
    return Math.max(0, lines - linesBeside[format])
  }
}
