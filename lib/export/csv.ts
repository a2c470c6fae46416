/** What a cell holds. */
export type Cell = string | number | boolean | null

/** A spreadsheet takes what begins so for a formula, also after blanks and in full width. */
const isFormula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

/**
 * One line of a CSV file (RFC 4180), with its end. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it, by which it is shown as it is; numbers stay numbers.
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = isFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** By it spreadsheets know the file as UTF-8. */
export const byteOrderMark = '\uFEFF'
