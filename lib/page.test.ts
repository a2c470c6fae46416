import { expect, test } from 'vitest'
import { listHref } from './page.ts'
import { RequestFilter } from './requests/filter.ts'

const filter = RequestFilter.parse({ q: 'farm 1', group: 'running' })
const after = '2026-11-22T04:52:30.123456Z~5f0c3f0e-8a55-4f5e-9d5c-0f6f3f1f7a10'

test('the address of a list says how it is narrowed, and leaves out what is as always', () => {
  expect(listHref('/requests', filter)).toBe('/requests?q=farm+1&group=running')
  expect(listHref('/requests', RequestFilter.parse({}))).toBe('/requests')
})

test('turning the page keeps the filter, and changing the filter goes back to the newest rows', () => {
  const second = { ...filter, after }
  expect(listHref('/requests', filter, { after })).toContain('group=running&after=')
  expect(listHref('/requests', second, { group: undefined })).toBe('/requests?q=farm+1')
})

test('an address reads as the filter that it was written from', () => {
  const href = listHref('/requests', { ...filter, after })
  const read = RequestFilter.parse(Object.fromEntries(new URLSearchParams(href.split('?')[1])))
  expect(read).toEqual({ ...filter, after })
})
