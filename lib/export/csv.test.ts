import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  [['a', 1, -2.5, true, null], 'a,1,-2.5,true,\r\n'],
  [['say "hi"', 'a,b', 'two\nlines'], '"say ""hi""","a,b","two\nlines"\r\n'],
  [['设计部', ''], '设计部,\r\n'],
] as const)('%j becomes a line that every reader of CSV understands', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '=HYPERLINK("https://x")'])(
  'the text %j is no formula in a spreadsheet',
  (text) => {
    expect(csvLine([text])).toMatch(/^"?'/)
  },
)
