import { expect, test } from 'vitest'
import { pages, reads } from '../security/pages.ts'
import { entriesOfApp, patternsOfApp } from './parameters.ts'

// What the scanners and the suites of attacks go through is all that there is.

const pathsOf = (addresses: readonly string[]) => new Set(addresses.map((address) => address.split('?')[0]))

test('every page without an id is one that the suites of attacks visit', () => {
  const outside = ['/join', '/proved', '/sign-in', '/sign-in/set-up']
  const missed = patternsOfApp().filter(
    (pattern) => !/^\/api\/|\[/.test(pattern) && !pathsOf(pages).has(pattern) && !outside.includes(pattern),
  )
  expect(missed).toEqual([])
})

test('every read without an id is one that the suites of attacks ask', () => {
  // Open without a sign-in, endless, or given an account: each has tests of its own.
  const others = /^\/api\/(?:auth|health|metrics|events|reports$|accounts|session$|insights\/quotas$)/
  const missed = patternsOfApp().filter(
    (pattern) => /^\/api\/[^[]*$/.test(pattern) && !pathsOf(reads).has(pattern) && !others.test(pattern),
  )
  expect(missed).toEqual([])
})

test(
  'the parameters of a list are those of its filter, for its page as for its read',
  { timeout: 60_000 },
  async () => {
    const entries = new Map((await entriesOfApp()).map(({ pattern, parameters }) => [pattern, parameters]))
    expect(entries.get('/api/orders')).toEqual(
      expect.arrayContaining(['q', 'status', 'amount', 'sort', 'after', 'before']),
    )
    expect(entries.get('/api/orders')).toEqual([...(entries.get('/orders') ?? []), 'size'])
    expect(entries.get('/jobs')).toEqual(expect.arrayContaining(['view', 'state']))
    expect(entries.get('/api/accounts/[accountId]/lookups/[kind]')).toEqual(['of'])
  },
)
