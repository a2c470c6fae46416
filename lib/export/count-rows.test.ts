import { expect, test } from 'vitest'
import { countRows } from './count-rows.ts'
import { csvLine } from './csv.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test.each([1, 3, 1000])('rows are counted however a file is cut, here every %d bytes', (size) => {
  const file = bytesOf(
    [
      ['id', 'note'],
      ['1', 'two\r\nlines, "quoted"'],
      ['2', ''],
    ]
      .map(csvLine)
      .join(''),
  )
  const count = countRows('csv')
  let rows = 0
  for (let at = 0; at < file.length; at += size) rows = count(file.slice(at, at + size))
  expect(rows).toBe(2)
})

test('heads and brackets are no rows', () => {
  expect(countRows('csv')(bytesOf('id\r\n'))).toBe(0)
  expect(countRows('csv')(bytesOf(''))).toBe(0)
  expect(countRows('json')(bytesOf('[\n]\n'))).toBe(0)
  expect(countRows('json')(bytesOf('[\n{"a":"\\n"},\n{}\n]\n'))).toBe(2)
})
