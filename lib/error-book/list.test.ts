import { expect, test } from 'vitest'
import { BookFilter } from './filter.ts'
import { listEntries } from './list.ts'

const listed = (filter: Record<string, string>, locale: 'en' | 'zh-CN' = 'en') =>
  listEntries(BookFilter.parse(filter), locale)

test('the whole book is turned page by page, and a page behind the last is the last', () => {
  const first = listed({})
  expect([first.rows.length, first.first, first.last]).toEqual([50, 1, 50])
  const last = listed({ page: '999' })
  expect(last.page).toBe(last.pages)
  expect(last.last).toBe(last.total)
  const seen = Array.from({ length: first.pages }, (_, index) => listed({ page: String(index + 1) }).rows).flat()
  expect(new Set(seen.map(({ code }) => code)).size).toBe(first.total)
})

test('a code is found as it is typed, in full or in part, also where it shares its row', () => {
  expect(listed({ q: 'cps.0065' }).rows.map(({ code }) => code)).toEqual(['CPS.0065'])
  expect(listed({ q: 'CPS0065' }).rows[0]?.code).toBe('CPS.0065')
  expect(listed({ q: 'CPS.1005' }).rows[0]?.name).toBe('CPS.1000–1027, 1029–1073')
  expect(listed({ q: '99003106' }).rows.map(({ code }) => code)).toEqual(['CBC.99003106'])
})

test('words are searched in both languages, and all of them must fit', () => {
  expect(listed({ q: 'Quota servers' }).rows.map(({ code }) => code)).toContain('CPS.0065')
  expect(listed({ q: 'quota nonsense' })).toMatchObject({ rows: [], total: 0, first: 0, last: 0 })
  expect(listed({ q: '配额 云手机' }, 'zh-CN').rows.map(({ code }) => code)).toContain('CPS.0065')
  expect(listed({ q: 'quota' }, 'zh-CN').rows[0]?.meaning).toMatch(/\p{Script=Han}/u)
})

test('the book narrows by who says it, whether a retry is safe and who can do something', () => {
  const found = listed({ service: 'bss', retry: 'wait', fixer: 'nobody' })
  expect(found.rows.map(({ code }) => code)).toEqual(['CBC.0250', 'CBC.99003651', 'CBC.99008040'])
})

test('a filter that makes no sense is no filter', () => {
  expect(listed({ service: 'nonsense', page: '-3' }).total).toBe(listed({}).total)
})
